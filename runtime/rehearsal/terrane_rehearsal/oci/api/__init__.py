"""Operations and models of the services, as Oracle's SDK for Python has them."""
