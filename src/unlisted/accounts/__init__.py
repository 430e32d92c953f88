"""Finding her own accounts: which sites to ask about which of her usernames, and what an answer proves. Pure.

Only usernames that are hers and that she has proved to control are ever asked about by the program; there are no
permutations of them, nothing is followed to further names, and no registration or password form is touched.
"""
