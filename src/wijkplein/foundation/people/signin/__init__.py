"""Signing in: a code by e-mail, a passkey as comfort, a second factor for who works a desk.

What other rooms use:

* `codes.start_code(request, email, next_url, sign_in=True)` sends a code and gives the redirect to the code page;
* `codes.take_confirmed_email(request)` the address this browser proved a moment ago, once;
* `people.person_for(email)` the person who signs in with an address, or None;
* `budget.spend(name, mark, limit)` how often something may be done in fifteen minutes.
"""
