"""The ``kg`` command: whole outputs in both languages, JSON, files, exit codes, refusals."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter

import picture_facts
import pytest
import sample_facts
from cli_cases import CASES, EXIT
from click.testing import CliRunner, Result
from sample_store import write_sample

from kg import cli, errors
from kg.ask.phrases import LANGUAGES, Phrases
from kg.cli.language import choose, from_arguments, from_environment
from kg.cli.reference import reference
from kg.cli.refusal import explain
from kg.cli.root import COMMANDS, root
from kg.cli.text import fields, one_line, pad, safe, table, width, wrap
from kg.errors import KgError
from kg.resources import ontology_dir

GOLDEN = Path(__file__).parent / "golden" / "cli"
MESSAGES = Path(cli.__file__).parent / "messages"
TASK = "task/hoan-thien-kien-truc-du-lieu-quoc-gia"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("cli") / "store")


def run(*args: str, **environment: str) -> Result:
    return CliRunner().invoke(root, list(args), env={"KG_STORE": "", "KG_LANG": "en", **environment})


def kg(*args: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *args],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "KG_LANG": "en", **environment},
        check=False,
    )


# --- whole outputs -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_whole_output(store: Path, name: str, language: str) -> None:
    done = run(*CASES[name], "--lang", language, KG_STORE=str(store))
    golden = GOLDEN / language / f"{name}.txt"
    if os.environ.get("KG_UPDATE_GOLDEN") == "1":
        golden.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == golden.read_text(encoding="utf-8")
    assert (done.exit_code, done.stderr) == (EXIT.get(name, 0), "")


def test_every_kept_output_has_its_command() -> None:
    assert {str(p.relative_to(GOLDEN)) for p in GOLDEN.rglob("*.txt")} == {
        f"{x}/{n}.txt" for x in LANGUAGES for n in CASES
    }


def test_a_process_prints_the_same(store: Path) -> None:
    done = kg(*CASES["ask-owner"], "--store", str(store), KG_LANG="vi")
    assert done.stdout == (GOLDEN / "vi" / "ask-owner.txt").read_text(encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("locale", ["C", "POSIX", "no_SUCH.locale"])
def test_vietnamese_is_printed_under_any_locale(store: Path, locale: str) -> None:
    done = kg(*CASES["ask-owner"], "--lang", "vi", "--store", str(store), LC_ALL=locale)
    assert done.stdout == (GOLDEN / "vi" / "ask-owner.txt").read_text(encoding="utf-8")


# --- JSON, formats, files ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "keys"),
    [
        (["ask", "ai phụ trách dữ liệu?"], {"question", "understood", "sparql", "answers", "nearest"}),
        (["ask", "ai phụ trách sao Hỏa?"], {"question", "understood", "sparql", "answers", "nearest"}),
        (["owner", "dữ liệu"], {"question", "understood", "sparql", "answers", "nearest"}),
        (["body", "Bộ KH&CN"], {"id", "label", "leads", "supports", "oversees", "heads", "predecessors"}),
        (["body", "Bộ Không có thật"], {"id", "nearest"}),
        (["show", "99-NQ/TW"], {"id", "label", "facts", "referred"}),
        (["show", "nothing"], {"id", "nearest"}),
        (["sparql", "SELECT ?s { ?s a kg:Task }"], {"head", "results"}),
        (["validate"], {"conforms", "errors", "warnings"}),
        (["verify"], {"sound", "mismatches"}),
        (["report", "owners"], {"report", "title", "as_of", "as_of_from", "filters", "notes", "sections"}),
    ],
)
def test_json_is_json(store: Path, args: list[str], keys: set[str]) -> None:
    done = run(*args, "--json", "--store", str(store))
    assert keys <= json.loads(done.stdout).keys()
    assert done.stderr == ""


def test_an_answer_in_json(store: Path) -> None:
    told = json.loads(run("ask", "ai phụ trách kiến trúc dữ liệu quốc gia?", "--json", "--store", str(store)).stdout)
    assert told["answers"][0]["bodies"][0] == "Bộ Khoa học và Công nghệ"
    assert told["answers"][0]["dates"] == ["2025-06-30"]
    nobody = json.loads(run("ask", "ai khắc phục dữ liệu phân tán?", "--json", "--store", str(store)).stdout)
    assert (nobody["answers"], nobody["understood"]["outcome"]) == ([], "nobody")
    assert nobody["nearest"][0]["quote"] == "khẩn trương khắc phục tình trạng dữ liệu phân tán, cát cứ"


@pytest.mark.parametrize(
    ("format", "start"),
    [("csv", "s,n\r\n"), ("tsv", "?s\t?n\n"), ("json", '{"head"'), ("xml", "<?xml"), ("table", "s  n\n")],
)
def test_sparql_formats(store: Path, format: str, start: str) -> None:
    done = run("sparql", 'SELECT ?s ?n { VALUES (?s ?n) { ("á" 1) } }', "--format", format, "--store", str(store))
    assert done.stdout_bytes.decode().startswith(start)


def test_sparql_from_a_file_and_from_standard_input(store: Path, tmp_path: Path) -> None:
    query = "CONSTRUCT { ?s a kg:Task } WHERE { ?s a kg:Task }"
    (tmp_path / "tasks.rq").write_text(query, encoding="utf-8")
    told = [
        run("sparql", str(tmp_path / "tasks.rq"), "--format", "ntriples", "--store", str(store)).stdout,
        kg("sparql", "-", "--format", "ntriples", "--store", str(store), stdin=query).stdout,
        run("sparql", query, "--format", "ntriples", "--store", str(store)).stdout,
    ]
    assert told[0] == told[1] == told[2]
    assert told[0].count("\n") == 3


def test_sparql_says_yes_no_and_nothing(store: Path) -> None:
    def told(query: str) -> tuple[str, int]:
        done = run("sparql", query, "--store", str(store))
        return done.stdout, done.exit_code

    assert told("ASK { ?s a kg:Task }") == ("true\n", 0)
    assert told("ASK { ?s a kg:Nothing }") == ("false\n", 0)
    assert told("SELECT ?s { ?s a kg:Nothing }") == ("No results.\n", 1)


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "facts", "csv"])
def test_export_to_a_file_is_export_to_the_terminal(store: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    assert run("export", "--format", format, "-o", str(target), "--store", str(store)).exit_code == 0
    assert target.read_bytes() == run("export", "--format", format, "--store", str(store)).stdout_bytes
    assert len(target.read_bytes()) > 200


def test_exported_tasks_can_be_read_back(store: Path) -> None:
    text = run("export", "--format", "csv", "--store", str(store)).stdout_bytes.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "hoàn thiện kiến trúc dữ liệu quốc gia" in " ".join(str(row) for row in rows)


# --- reports -----------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "json", "md", "xlsx", "ics"])
def test_the_ending_of_the_file_names_the_format(store: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out.{ending}"
    format = {"md": "markdown"}.get(ending, ending)
    assert run("report", "deadlines", "-o", str(target), "--store", str(store)).exit_code == 0
    whole = run("report", "deadlines", "--format", format, "--store", str(store))
    assert target.read_bytes() == whole.stdout_bytes
    assert len(target.read_bytes()) > 50


def test_no_kind_of_question_is_left_out_of_the_command() -> None:
    from kg.cli.commands.review import KINDS as NAMED
    from kg.review.items import KINDS

    assert NAMED == KINDS


def test_no_report_is_left_out_of_the_command() -> None:
    from kg.cli.commands.report import FORMATS as OFFERED
    from kg.cli.commands.report import REPORTS as NAMED
    from kg.reports import REPORTS
    from kg.reports.formats import FORMATS

    assert (set(NAMED), set(OFFERED)) == (set(REPORTS), {"table", *FORMATS})


def test_a_table_fits_the_width_and_colours_are_for_terminals(store: Path) -> None:
    import pty

    primary, secondary = pty.openpty()
    environment = {**os.environ, "KG_LANG": "vi", "TERM": "xterm-256color", "COLUMNS": "72"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "kg", "report", "owners", "--store", str(store)]
    set_width(secondary, 72)
    with subprocess.Popen(command, stdout=secondary, stderr=subprocess.PIPE, env=environment) as process:
        os.close(secondary)
        shown = read_all(primary)
        assert process.wait() == 0
    assert "\x1b[1m" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(width(line) for line in plain.splitlines()) <= 72
    assert "\x1b" not in kg("report", "owners", "--store", str(store)).stdout


def set_width(terminal: int, columns: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def read_all(terminal: int) -> str:
    """What a terminal has shown until its program ended."""
    parts = []
    try:
        while part := os.read(terminal, 4096):
            parts.append(part)
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    return b"".join(parts).decode()


def test_what_has_a_cell_of_its_own_is_shown_with_it(tmp_path: Path) -> None:
    store = tmp_path / "store"
    sample_facts.build(store, picture_facts.in_a_table(), ontology_dir())
    told = " ".join(run("show", "task/bang", "--lang", "vi", "--store", str(store)).stdout.split())
    assert re.search(r"Cơ quan chủ trì: Bộ Công an “BCA” — Kết luận", told)
    assert re.search(r"Thời hạn: trước ngày 30/6/2025 “30/6/2025” — Kết luận", told)
    assert "Loại: nhiệm vụ “Lập kho dữ liệu dùng chung”" in told  # without the marks of its Markdown
    stored = json.loads(run("show", "task/bang", "--json", "--store", str(store)).stdout)
    assert "**Lập** kho dữ liệu dùng chung" in json.dumps(stored, ensure_ascii=False)


def test_excel_is_not_printed_on_a_terminal(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.commands.report.is_terminal", lambda: True)
    done = run("report", "owners", "--format", "xlsx", "--store", str(store))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "-o" in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_ontology_does_not_have_is_said(seeds_store: Path, language: str) -> None:
    done = run("sparql", "SELECT ?t { ?t kg:leadbody ?b }", "--lang", language, "--store", str(seeds_store))
    assert done.exit_code == 1
    assert "kg:leadBody" in done.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kg re", "report"),
        ("kg report ov", "overdue"),
        ("kg sparql tas", "tasks-of"),
        ("kg report owners --fo", "--format"),
    ],
)
def test_the_shell_completes(typed: str, offered: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_KG_COMPLETE": "bash_complete"}
    assert f"plain,{offered}" in kg(**words).stdout.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_is_what_the_commands_are(language: str) -> None:
    told = reference(language)
    golden = GOLDEN / f"reference.{language}.md"
    if os.environ.get("KG_UPDATE_GOLDEN") == "1":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")
    assert [line.split()[2] for line in told.splitlines() if line.startswith("#### `kg ")] == list(COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warning_names_its_document_by_title(store: Path, language: str) -> None:
    said = run("validate", "--lang", language, KG_STORE=str(store)).stdout
    places = {line.strip() for line in said.splitlines() if line.lstrip().startswith("— ")}
    assert places == {"— Phiên họp thứ hai của Ban Chỉ đạo về dữ liệu số", "— Dữ liệu phải “đúng, đủ, sạch, sống”"}


def test_output_to_a_file(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "answer.txt"
    target.write_text("old", encoding="utf-8")
    done = run(*CASES["ask-owner"], "-o", str(target), "--lang", "vi", "--store", str(store))
    assert (done.stdout, done.exit_code) == ("", 0)
    assert target.read_text(encoding="utf-8") == (GOLDEN / "vi" / "ask-owner.txt").read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["answer.txt"]


def test_a_source_and_drawings_are_written_beside_the_view(store: Path, tmp_path: Path) -> None:
    done = run("view", "--with-sources", "-o", str(tmp_path / "view.html"), "--store", str(store))
    assert done.exit_code == 0, done.stderr
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) > 1 and names[-1] == "view.html"
    assert all(name.startswith("view.") for name in names)
    assert names[0] in (tmp_path / "view.html").read_text(encoding="utf-8")
    source = names[0].removeprefix("view.").removesuffix(".html")
    one = run("view", "--evidence", source, "--store", str(store))
    assert one.stdout.startswith("<!DOCTYPE html>") and "view.html" not in one.stdout
    assert run("view", "--svg", "timeline", "--store", str(store)).stdout.startswith("<svg")
    refused = run("view", "--evidence", "khong-co", "--store", str(store))
    assert refused.exit_code == 2 and source in refused.stderr


def test_a_view_is_written(store: Path, tmp_path: Path) -> None:
    done = run("view", "--focus", "Bộ Công an", "-o", str(tmp_path / "view.html"), "--store", str(store))
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "view.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "view.html" in done.stderr


# --- building ----------------------------------------------------------------------------


def test_build_then_ask(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("build", str(seeds), "--lang", "vi")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Đã dựng xong đồ thị tại kg-store.\n")
    assert "  5  tài liệu\n" in done.stdout
    assert 'kg ask "ai phụ trách cải cách hành chính?"\n' in done.stdout
    assert (tmp_path / "kg-store" / "current" / "graph.nq").is_file()
    answer = run("ask", "ai phụ trách cải cách hành chính?", "--lang", "vi").stdout
    assert "1. Bộ Nội vụ phụ trách Tổ cải cách hành chính.\n" in answer
    assert "“Tổ cải cách hành chính do Bộ Nội vụ phụ trách”" in answer


def test_build_in_json(seeds: Path, tmp_path: Path) -> None:
    told = json.loads(run("build", str(seeds), "--json", "--store", str(tmp_path / "store")).stdout)
    assert told["counts"]["documents"] == 5
    assert told["errors"] == []
    assert told["build"] == (tmp_path / "store" / "current").resolve().name


def test_a_document_that_cannot_be_read_is_told_and_the_others_built(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bộ Nội vụ chủ trì cải cách hành chính.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    done = run("build", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--store", str(tmp_path / "store"))
    assert done.exit_code == 0
    assert "Documents skipped (1)" in done.stdout
    assert "b.txt" in done.stdout
    strict = run("build", str(tmp_path), "--strict", "--store", str(tmp_path / "other"))
    assert strict.exit_code == 2
    assert not (tmp_path / "other" / "current").exists()


# --- refusals ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ask"], "QUESTION is missing"),
        (["ask", "x", "--no-such"], "no option --no-such"),
        (["nothing"], "no command “nothing”"),
        (["ask", ""], "the question is empty"),
        (["ask", "a" * 2000], "2000 characters"),
        (["ask", "x", "--limit", "-1"], "--limit is not valid"),
        (["ask", "x", "--lang", "fr"], "--lang must be one of: vi, en"),
        (["ask", "x", "--store"], "--store needs a value"),
        (["sparql", "SELECT"], "not valid SPARQL"),
        (["sparql", "SELECT ?s { ?s a nope:Thing }"], "nope"),
        (["sparql", "INSERT DATA { <a:a> <a:a> <a:a> }"], "updates are refused"),
        (["sparql", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"], "SERVICE is refused"),
        (["sparql", "missing.rq"], "missing.rq: the file cannot be read"),
        (["sparql", "ASK {}", "--format", "turtle"], "turtle"),
        (["sparql", "ASK {}", "more"], "too many arguments: more"),
        (["sparql", "task-of"], "near: tasks-of"),
        (["sparql", "tasks-of"], "--param body=…"),
        (["sparql", "tasks-of", "--param", "body=Bộ Không có thật"], "Bộ Không có thật"),
        (["sparql", "tasks-of", "--param", "body"], "tasks-of takes the parameters"),
        (["sparql", "ASK {}", "--param", "a=b"], "a=b"),
        (["sparql", ENDLESS, "--timeout", "0.5"], "longer than 0.5 seconds"),
        (["sparql", "SELECT ?s { ?s kgg:leadBody ?o }"], "near: kg"),
        (["report"], "REPORT is missing"),
        (["report", "owner"], "REPORT must be one of: owners"),
        (["report", "owners", "--as-of", "30/2/2026"], "30/2/2026: not a day"),
        (["report", "owners", "--body", "Bộ Không có thật"], "Bộ Không có thật"),
        (["report", "owners", "--format", "ics"], "csv, json, markdown, xlsx"),
        (["report", "owners", "--section", "none"], "no section “none”; it has: tasks, bodies"),
        (["report", "owners", "--section", "none", "--json"], "it has: tasks, bodies"),
        (["report", "owners", "--body", "Nghị quyết số 99-NQ/TW"], "Nghị quyết số 99-NQ/TW"),
        (["report", "path"], 'for example: kg report path --document 57-NQ/TW --body "'),
        (["report", "path", "--body", "Bộ Công an"], "both --document and --body"),
        (["export"], "--format is missing"),
        (["export", "--format", "pdf"], "--format must be one of"),
        (["view", "--focus", "Bộ Không có thật"], "Bộ Không có thật"),
        (["verify", "-o", "no/such/folder/x"], "cannot write here"),
        (["build"], "PATH is missing"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_2(store: Path, args: list[str], said: str) -> None:
    done = run(*args, KG_STORE=str(store))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", ["ask", "owner", "body", "show", "sparql", "report", "view", "export", "validate", "verify"]
)
def test_a_missing_store_is_told_in_vietnamese(command: str, tmp_path: Path) -> None:
    named = {"export": ["--format", "csv"], "report": ["owners"], "sparql": ["ASK {}"]}
    more = {"view": [], "validate": [], "verify": [], **named}.get(command, ["x"])
    done = run(command, *more, "--store", str(tmp_path / "none"), "--lang", "vi")
    assert done.exit_code == 2
    none = tmp_path / "none"
    assert done.stderr == f"kg: {none}: chưa có dữ liệu ở đây; hãy chạy trước: kg build seeds/ --store {none}\n"


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    store = write_sample(tmp_path / "store")
    (store / "current" / "oxigraph" / "CURRENT").write_bytes(b"nonsense")
    done = run("sparql", "ASK {}", "--store", str(store))
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "build it again" in done.stderr


def test_the_store_comes_from_the_environment_and_the_option_wins(store: Path, tmp_path: Path) -> None:
    assert run("verify", KG_STORE=str(store)).exit_code == 0
    assert run("verify", KG_STORE=str(tmp_path)).exit_code == 2
    assert run("verify", "--store", str(store), KG_STORE=str(tmp_path)).exit_code == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("args", [("export", "--format", "nquads"), ("sparql", "SELECT * { ?s ?p ?o }")])
def test_a_reader_that_goes_away_ends_the_command_without_a_word(
    store: Path, args: tuple[str, ...], unbuffered: str
) -> None:
    """As ``cat FILE | head -1`` does; the sample fills a pipe several times."""
    command = [sys.executable, "-m", "kg", *args, "--store", str(store)]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == -signal.SIGPIPE


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_the_terminal_is_told(store: Path, unbuffered: str) -> None:
    environment = {**os.environ, "KG_LANG": "en", "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "verify", "--store", str(store)],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("kg: stdout: cannot write here (No space left")
    assert done.stderr.count("\n") == 1


def test_an_interrupt_is_told_in_one_line(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "sparql", "-", "--store", str(store)]
    environment = {**os.environ, "KG_LANG": "en"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None and process.stderr is not None
        wait_until_reading(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().decode().splitlines()[-1] == "kg: stopped; the store is unchanged."
        assert process.wait() == 130


def wait_until_reading(pid: int) -> None:
    """Wait until the process waits for its standard input, a pipe."""
    for _ in range(100_000):
        if "pipe" in Path(f"/proc/{pid}/wchan").read_text(encoding="ascii") or _blocked(pid):
            return
    pytest.fail("the command never read its standard input")


def _blocked(pid: int) -> bool:
    call = Path(f"/proc/{pid}/syscall")
    try:
        return call.read_text(encoding="ascii").startswith("0 0x0")
    except OSError:
        return False


def test_what_a_document_says_never_moves_the_cursor(store: Path) -> None:
    done = run("sparql", 'SELECT ?x { VALUES ?x { "\\u001b[31mred\\u202Eder\\u0007" } }', "--store", str(store))
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout and "\x07" not in done.stdout
    assert "red" in done.stdout


# --- language, messages, text ------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LC_ALL": "C.UTF-8", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "vi_VN", "LANG": "en_US.UTF-8"}, "vi"),
        ({"KG_LANG": "vi", "LC_ALL": "en_US.UTF-8"}, "vi"),
        ({"KG_LANG": "zz", "LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LC_ALL": "", "LANG": "vi"}, "vi"),
    ],
)
def test_the_language_of_the_environment(environment: dict[str, str], language: str) -> None:
    assert from_environment(environment) == language


def test_the_language_option_counts_wherever_it_stands() -> None:
    assert from_arguments(["--help", "--lang", "vi"]) == from_arguments(["--lang=vi", "ask"]) == "vi"
    assert from_arguments(["ask", "--", "--lang", "vi"]) is None
    assert run("--help", "--lang", "vi").stdout.startswith("Cách dùng: kg")
    assert run("--lang", "vi", "ask", "--help").stdout.startswith("Cách dùng: kg ask")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str, language: str) -> None:
    done = run(command, "--help", "--lang", language)
    assert done.exit_code == 0
    assert f"\n  kg {command}" in done.stdout
    assert "None" not in done.stdout


def keys(language: str, stem: str) -> dict[str, str]:
    return Phrases(language, MESSAGES / f"{stem}{language}.toml")._flat


def test_both_languages_have_the_same_messages() -> None:
    for stem in ("", "help."):
        vi, en = keys("vi", stem), keys("en", stem)
        missing = {k for k in vi.keys() ^ en.keys() if not k.startswith("error.")}
        assert missing == set()
        assert len(en) > 40


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["history"], "thiếu NHIỆM_VỤ_HOẶC_CHỈ_SỐ."),
        (["owner"], "thiếu NỘI_DUNG."),
        (["report", "x"], "TÊN_BÁO_CÁO phải là một trong"),
        (["build"], "thiếu ĐƯỜNG_DẪN."),
        (["build", "/khong/co"], "không đọc được (không có tệp hay thư mục này)"),
        (["review", "--apply", "/khong/co"], "--apply: không có tệp /khong/co."),
        (["ask", "x", "--limit", "nhiều"], "“nhiều” không phải là số"),
        (["bodyy"], "không có lệnh “bodyy”. Có phải là body?"),
        (["queries", "--jsn"], "không có tùy chọn --jsn. Có phải là --json?"),
    ],
)
def test_a_refusal_in_vietnamese_is_vietnamese_throughout(store: Path, args: list[str], said: str) -> None:
    done = run(*args, KG_STORE=str(store), KG_LANG="vi")
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_broken_decision_is_told_in_vietnamese(store: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    for line, said in (
        ("zzz", "không phải JSON"),
        ('{"decide": "accept"}', "thiếu places"),
        ('{"decide": "z"}', "một trong"),
    ):
        answers.write_text(line, "utf-8")
        assert said in run("review", "--apply", str(answers), KG_STORE=str(store), KG_LANG="vi").stderr


def test_a_language_that_is_none_is_told(store: Path) -> None:
    done = run("queries", KG_STORE=str(store), KG_LANG="zz")
    assert done.exit_code == 0
    assert done.stderr.startswith("kg: KG_LANG=zz: ")


def subclasses(cls: type[KgError]) -> set[type[KgError]]:
    return {cls, *(s for c in cls.__subclasses__() for s in subclasses(c))} - {KgError}


ROOTS = (KgError, errors.NotThere)
ERRORS = sorted((c for c in subclasses(KgError) if c.__module__ == "kg.errors" and c not in ROOTS), key=lambda c: c.key)
ALONE = [c for c in ERRORS if issubclass(c, errors.NotThere)]


def test_every_error_has_a_key_of_its_own() -> None:
    defined = [o for o in vars(errors).values() if isinstance(o, type) and issubclass(o, KgError) and o not in ROOTS]
    assert len({c.key for c in defined}) == len(defined) == len(ERRORS)
    told = tomllib.loads((MESSAGES / "vi.toml").read_text(encoding="utf-8"))["error"]
    assert told.keys() == {"interrupted", *(c.key for c in ERRORS), *(f"{c.key}_alone" for c in ALONE)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cls", ALONE, ids=lambda c: c.key)
def test_where_nothing_comes_near_nothing_is_suggested(cls: type[errors.NotThere], language: str) -> None:
    error = cls(**{name: f"<{name}>" for _, name, _, _ in Formatter().parse(cls.alone) if name})
    choose(language)
    try:
        said = explain(error)
    finally:
        choose("en")
    assert said == f"kg: {error}" or language == "vi"
    assert not re.search(r"near|gần|–|\(\)", said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cls", ERRORS, ids=lambda c: c.key)
def test_every_error_is_told_in_both_languages(cls: type[KgError], language: str) -> None:
    """English is the error's own text; Vietnamese says the same, with everything that the error carries."""
    names = [name for _, name, _, _ in Formatter().parse(cls.template) if name]
    data = {name: f"<{name}>" for name in names}
    error = cls(**data)
    choose(language)
    try:
        said = explain(error)
    finally:
        choose("en")
    assert said.startswith("kg: ")
    assert all(value in said for value in data.values())
    assert (said == f"kg: {error}") == (language == "en")


def test_no_arguments_show_the_help() -> None:
    assert run().stdout == run("--help").stdout
    assert run("--version").stdout.startswith("kg ")


def test_columns_count_what_is_seen() -> None:
    assert width("Đề án 06") == 8
    assert width("e\u0301") == 1
    assert width("漢字") == 4
    assert pad("漢", 4) == "漢  "
    assert table(["a", "bb"], [["漢字", "1"], ["x", "22"]]).splitlines() == [
        "a     bb",
        "────  ──",
        "漢字  1",
        "x     22",
    ]


def test_long_values_hang_under_their_column() -> None:
    assert fields([("A", "one two three"), ("Long", "x")], 14) == "A:    one two\n      three\nLong: x"
    assert wrap("", 10) == ""
    assert wrap("averyveryverylongword b", 5) == "averyveryverylongword\nb"


@pytest.mark.parametrize("bad", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\r"])
def test_control_characters_are_shown(bad: str) -> None:
    assert safe(f"a{bad}b") == "a\ufffdb"
    assert one_line(f"a\n b{bad}") in {"a b\ufffd", "a b"}
