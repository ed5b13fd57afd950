"""Energies of spin waves at one point: a ring of spins that exchange and chirality couple, in a field along its axis.

It stands for the calculation of a whole skyrmion lattice, which has a matrix of some thousand spins for every point.
"""

import numpy as np

SPINS = 24
# In units of the exchange between neighbours.
CHIRALITY = 0.35
FIELD = 0.08


def point(message):
    """A row for each of the lowest energies at this point."""
    energies = np.linalg.eigvalsh(_matrix(float(message["radius"]), float(message["angle"]), float(message["height"])))
    return [
        {
            "number": int(message["number"]),
            "branch": branch,
            "energy": round(float(energy), 6),
        }
        for branch, energy in enumerate(energies[:3])
    ]


def _matrix(radius, angle, height):
    """Hermitian: a wave's phase from spin to spin, and along the axis."""
    along = radius * np.cos(angle - 2 * np.pi * np.arange(SPINS) / SPINS)
    hop = -0.5 * (1 + 1j * CHIRALITY) * np.exp(1j * along)
    matrix = np.diag(2 + FIELD - np.cos(height) + CHIRALITY * np.sin(along)).astype(complex)
    for spin in range(SPINS):
        following = (spin + 1) % SPINS
        matrix[spin, following] += hop[spin]
        matrix[following, spin] += np.conj(hop[spin])
    return matrix
