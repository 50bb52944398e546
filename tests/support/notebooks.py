"""Runs a notebook in a kernel of this very Python, without a network port and without touching the home."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

_THIS_PYTHON = KernelSpec(
    argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    language="python",
    display_name="Python 3",
)


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook as a run from top to bottom leaves it; raises CellExecutionError at the first error."""
    notebook = nbformat.read(path, as_version=4)
    with TemporaryDirectory(prefix="nb-") as folder:
        manager = AsyncKernelManager(
            transport="ipc", ip=f"{folder}/kernel", connection_file=f"{folder}/kernel.json"
        )
        # The list of installed kernels is not asked: it could name another Python.
        manager._kernel_spec = _THIS_PYTHON
        client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": folder}})
        client.km = manager  # handed in by argument it would not be shut down at the end
        return client.execute(env=os.environ | {"IPYTHONDIR": folder, "JUPYTER_RUNTIME_DIR": folder})
