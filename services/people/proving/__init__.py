"""Ways to prove who one is: codes to a telephone, PIN letters, and the registers that know where somebody lives."""
