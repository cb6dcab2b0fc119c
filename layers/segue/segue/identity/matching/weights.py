"""Weights: what a level of an aspect says for or against one person, in bits.

+10 means: a thousand times likelier between two records of one person than between records of two (Fellegi and
Sunter, "A theory for record linkage", 1969). LEARNT was counted over all 499,500 pairs of Febrl's set 1, of which 500
are duplicates, with half a pair added to each count; `bench/febrl.py` counts them again and a test compares. Febrl
has neither phones nor e-mail addresses: DECLARED is our judgement, careful because families share both.
"""

LEARNT = {
    "names": {"swapped": 5.7},
    "given": {"same": 7.5, "typing": 6.0, "alike": 0.5, "different": -3.5},
    "family": {"same": 8.0, "typing": 8.2, "alike": 2.1, "different": -4.1},
    "birth": {"same": 14.9, "typing": 3.8, "different": -4.3},
    "lines": {"swapped": 8.4},
    "street": {"same": 11.2, "typing": 9.8, "alike": -3.3, "different": -5.0},
    "extra": {"same": 10.1, "typing": 10.1, "alike": -0.7, "different": -6.9},
    "house": {"same": 5.9, "typing": 2.0, "different": -2.8},
    "city": {"same": 9.7, "typing": 9.0, "alike": -1.1, "different": -4.0},
    "postal": {"same": 9.7, "typing": 3.5, "different": -6.2},
    "region": {"same": 2.0, "typing": 0.5, "different": -5.8},
}
DECLARED = {
    "phone": {"same": 10.0, "typing": 5.0, "different": -1.0},
    "email": {"same": 12.0, "typing": 8.0, "alike": 4.0, "different": -1.0},
}
WEIGHTS = LEARNT | DECLARED
