/* A worst case of a power cut: only what was synced survives. Preloaded into a writer, this copies a file to the
 * folder SHADOW whenever it is synced, and lets a deletion become durable at the next sync. The test kills the
 * writer and goes on with the shadow (reliability.md 6.1). Not modelled: torn writes and disks that lie. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static char gone[64][NAME_MAX + 1];
static int gone_count;

static void shadow_path(char *target, const char *path) {
    const char *name = strrchr(path, '/');
    snprintf(target, PATH_MAX, "%s/%s", getenv("SHADOW"), name ? name + 1 : path);
}

static int watched(const char *path) { return getenv("SHADOW") && strstr(path, "db.sqlite3") != NULL; }

static void make_deletions_durable(void) {
    char target[PATH_MAX];
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    while (gone_count > 0) {
        shadow_path(target, gone[--gone_count]);
        real(target);
    }
}

/* Read through the same descriptor: opening the file once more would drop SQLite's locks when that is closed. */
static void copy_to_shadow(int descriptor) {
    char link[64], path[PATH_MAX], target[PATH_MAX], buffer[65536];
    struct stat status;
    ssize_t length, part;
    off_t place = 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    if (!watched(path) || fstat(descriptor, &status) || !S_ISREG(status.st_mode)) return;
    shadow_path(target, path);
    pthread_mutex_lock(&guard);
    make_deletions_durable();
    int copy = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    while (copy >= 0 && (part = pread(descriptor, buffer, sizeof buffer, place)) > 0) {
        if (write(copy, buffer, (size_t)part) != part) abort();
        place += part;
    }
    if (copy >= 0) close(copy);
    pthread_mutex_unlock(&guard);
}

int fsync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    int result = real(descriptor);
    if (result == 0) copy_to_shadow(descriptor);
    return result;
}

int fdatasync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    int result = real(descriptor);
    if (result == 0) copy_to_shadow(descriptor);
    return result;
}

int unlink(const char *path) {
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    const char *name = strrchr(path, '/');
    if (watched(path)) {
        pthread_mutex_lock(&guard);
        if (gone_count < 64) snprintf(gone[gone_count++], NAME_MAX + 1, "%s", name ? name + 1 : path);
        pthread_mutex_unlock(&guard);
    }
    return real(path);
}
