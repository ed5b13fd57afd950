/*
 * A token goes round all ranks ROUNDS times; every rank adds one each time. Rank 0 then asks every rank what it saw.
 * Exit code 0 and a line "ring: ok ..." only if every rank saw what it must: its position in the ring, round after round.
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS 100
#define TAG_TOKEN 1
#define NAME_LENGTH MPI_MAX_PROCESSOR_NAME

/* Passes the token on ROUNDS times; gives the value that this rank sent last. */
static int pass_token(int rank, int size) {
    int token = 0;
    for (int round = 0; round < ROUNDS; round++) {
        if (rank > 0)
            MPI_Recv(&token, 1, MPI_INT, rank - 1, TAG_TOKEN, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        int sent = ++token;
        /* One rank alone is its own neighbour: a plain send to itself may block. */
        if (rank == 0)
            MPI_Sendrecv(&sent, 1, MPI_INT, 1 % size, TAG_TOKEN, &token, 1, MPI_INT, size - 1, TAG_TOKEN,
                         MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        else
            MPI_Send(&sent, 1, MPI_INT, (rank + 1) % size, TAG_TOKEN, MPI_COMM_WORLD);
    }
    return token;
}

/* Rank 0 ends with the token after the last round; the others sent theirs before the ranks after them added. */
static int expected_token(int rank, int size) {
    return rank == 0 ? ROUNDS * size : (ROUNDS - 1) * size + rank + 1;
}

int main(int argc, char **argv) {
    MPI_Init(&argc, &argv);
    int rank, size, length;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    char host[NAME_LENGTH] = {0};
    MPI_Get_processor_name(host, &length);
    int token = pass_token(rank, size);
    int wrong = token != expected_token(rank, size), wrong_in_all = 0;
    MPI_Allreduce(&wrong, &wrong_in_all, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);

    /* Rank 0 prints for all: lines of several processes would mix. */
    if (rank == 0) {
        char other[NAME_LENGTH];
        memcpy(other, host, sizeof other);
        for (int from = 0; from < size; from++) {
            int seen = token;
            if (from > 0) {
                MPI_Recv(&seen, 1, MPI_INT, from, TAG_TOKEN, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
                MPI_Recv(other, NAME_LENGTH, MPI_CHAR, from, TAG_TOKEN, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            }
            printf("rank %d of %d on %s token %d%s\n", from, size, other, seen,
                   seen == expected_token(from, size) ? "" : " WRONG");
        }
        if (wrong_in_all == 0)
            printf("ring: ok, %d ranks, %d rounds, token %d\n", size, ROUNDS, token);
        else
            printf("ring: FAILED, %d of %d ranks saw a wrong token\n", wrong_in_all, size);
    } else {
        MPI_Send(&token, 1, MPI_INT, 0, TAG_TOKEN, MPI_COMM_WORLD);
        MPI_Send(host, NAME_LENGTH, MPI_CHAR, 0, TAG_TOKEN, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return wrong_in_all == 0 ? 0 : 1;
}
