"""The environment variables of a program in the sandbox: ours, and none of the caller's."""

from __future__ import annotations

BOX = "/opt/box"
BACKENDS = {"torch": "torch", "keras-torch": "torch"}


def environment(site_folders: tuple[str, ...], framework: str) -> dict[str, str]:
    """All variables inside. One thread: two that wait for each other make seconds into minutes."""
    return {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": ":".join([BOX, *site_folders]),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "HOME": "/w",
        "TMPDIR": "/w/.tmp",
        "USER": "candidate",
        "LOGNAME": "candidate",
        "OMP_NUM_THREADS": "1",
        "OMP_WAIT_POLICY": "PASSIVE",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "CUDA_VISIBLE_DEVICES": "-1",
        "KERAS_BACKEND": BACKENDS.get(framework, "tensorflow"),
        "MPLBACKEND": "Agg",
        "HDF5_USE_FILE_LOCKING": "FALSE",
        "MALLOC_ARENA_MAX": "2",
    }
