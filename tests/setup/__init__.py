"""The set-up itself: the script, the asset build, the runner of the checks, the floors and the wheel."""
