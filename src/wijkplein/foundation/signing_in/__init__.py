"""Signing in: a code by e-mail, a passkey as comfort, a second factor for who works a desk.

What other rooms use:

* `codes.start_code(request, email, next_url, sign_in=True)` sends a code and gives the redirect to the code page;
* `codes.take_confirmed_email(request)` the address this browser proved a moment ago for this page, once;
* `finish.sign_in(request, person, next_url)` signs in somebody whose address was just proved.
"""
