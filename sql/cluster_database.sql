-- Makes the one database of a private cluster. No parameters.
CREATE DATABASE kansenkompas;
