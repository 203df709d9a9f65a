-- Read by who holds a mandate, as far as it goes (委托).
call platform.open_to_mandates('register.handbook', 'register.handbook_line', 'register.handbook_consumption');
