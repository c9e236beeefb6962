"""What is masked as a secret and what is not. Secrets are drawn here, so that no scanner takes this file for a leak."""

from __future__ import annotations

import random
import re
import string
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers.security import secret_assignments, secrets
from handlers.security.secret_formats import FORMATS
from handlers.security.secrets import mask_secrets, mask_secrets_in_utf8

LETTERS = string.ascii_letters + string.digits
UPPER = string.ascii_uppercase + string.digits
LOWER = string.ascii_lowercase + string.digits
DIGITS = "123456789"
HEX = "0123456789abcdef"
BASE64 = LETTERS + "+/"


def drawn(length: int, alphabet: str = LETTERS, seed: int = 7) -> str:
    source = random.Random(seed * 1000 + length)
    ends = [c for c in alphabet if c.isalnum()]
    return "".join(source.choice(ends if at in (0, length - 1) else alphabet) for at in range(length))


def uuid() -> str:
    return "-".join(drawn(n, HEX) for n in (8, 4, 4, 4, 12))


WORD = LETTERS + "_-"
TOKENS = {
    "AWS access key id": "AKIA" + drawn(16, UPPER),
    "AWS temporary key id": "ASIA" + drawn(16, UPPER),
    "AWS Bedrock key": "ABSK" + drawn(110, BASE64),
    "Google API key": "AIza" + drawn(35, WORD),
    "Google client secret": "GOCSPX-" + drawn(28, WORD),
    "Google access token": "ya29." + drawn(120, WORD),
    "Google refresh token": "1//0" + drawn(60, WORD),
    "Azure client secret": drawn(3) + "8Q~" + drawn(34, WORD),
    "Azure DevOps token": drawn(76) + "AZDO" + drawn(4),
    "Alibaba key": "LTAI" + drawn(20),
    "Tencent id": "AKID" + drawn(32),
    **{f"DigitalOcean do{c}": f"do{c}_v1_" + drawn(64, HEX) for c in "opr"},
    "Heroku": "HRKU-" + drawn(60, WORD),
    "Cloudflare": "v1.0-" + drawn(24, HEX) + "-" + drawn(146, HEX),
    "Fly.io": "fo1_" + drawn(43, WORD),
    "Netlify": "nfp_" + drawn(36),
    "Supabase": "sbp_" + drawn(40, HEX),
    "PlanetScale": "pscale_tkn_" + drawn(43, WORD),
    "Buildkite": "bkua_" + drawn(40, HEX),
    "Mapbox": "sk.eyJ" + drawn(60) + "." + drawn(22, WORD),
    "Databricks": "dapi" + drawn(32, HEX),
    **{f"GitHub gh{c}": f"gh{c}_" + drawn(36) for c in "pousr"},
    "GitHub fine-grained": "github_pat_" + drawn(22) + "_" + drawn(59),
    **{f"GitLab {p}": f"{p}-" + drawn(20, WORD) for p in ("glpat", "gldt", "glrt", "glcbt", "glptt", "glft", "gloas")},
    "GitLab runner": "GR1348941" + drawn(20, WORD),
    "Bitbucket": "ATBB" + drawn(32),
    "Atlassian": "ATATT3" + drawn(180, WORD),
    "npm": "npm_" + drawn(36),
    "PyPI": "pypi-AgE" + drawn(150, WORD),
    "RubyGems": "rubygems_" + drawn(48, HEX),
    "NuGet": "oy2" + drawn(43, LOWER),
    "crates.io": "cio" + drawn(32),
    "Docker Hub": "dckr_pat_" + drawn(27, WORD),
    "Terraform": drawn(14) + ".atlasv1." + drawn(67, WORD),
    "Pulumi": "pul-" + drawn(40, HEX),
    "Vault": "hvs." + drawn(90, WORD),
    "Doppler": "dp.pt." + drawn(43),
    "1Password": "ops_eyJ" + drawn(250, BASE64),
    "age": "AGE-SECRET-KEY-1" + drawn(58, UPPER),
    "Postman": "PMAK-" + drawn(24, HEX) + "-" + drawn(34, HEX),
    "Anthropic": "sk-ant-api03-" + drawn(93, WORD) + "AA",
    "OpenAI": "sk-" + drawn(20) + "T3BlbkFJ" + drawn(20),
    "OpenAI project": "sk-proj-" + drawn(120, WORD),
    "OpenRouter": "sk-or-v1-" + drawn(64, HEX),
    "Hugging Face": "hf_" + drawn(34, string.ascii_letters),
    "Groq": "gsk_" + drawn(52),
    "Replicate": "r8_" + drawn(37),
    "Perplexity": "pplx-" + drawn(48),
    "xAI": "xai-" + drawn(80),
    **{f"Slack xox{c}": f"xox{c}-" + "-".join((drawn(12, DIGITS), drawn(12, DIGITS), drawn(24))) for c in "bpas"},
    "Slack app": "xapp-1-" + drawn(11, UPPER) + "-" + drawn(13, DIGITS) + "-" + drawn(64, HEX),
    "Discord bot": "M" + drawn(23) + "." + drawn(6) + "." + drawn(38, WORD),
    "Telegram": drawn(10, DIGITS) + ":AA" + drawn(33, WORD),
    "Twilio": "SK" + drawn(32, HEX),
    "SendGrid": "SG." + drawn(22, WORD) + "." + drawn(43, WORD),
    "Mailgun": "key-" + drawn(32, HEX),
    "Mailchimp": drawn(32, HEX) + "-us12",
    "Brevo": "xkeysib-" + drawn(64, HEX) + "-" + drawn(16),
    **{f"Stripe {p}": f"{p}_" + drawn(24) for p in ("sk_live", "sk_test", "rk_live", "rk_test")},
    "Stripe webhook": "whsec_" + drawn(32),
    "Square": "sq0atp-" + drawn(22, WORD),
    "Shopify": "shpat_" + drawn(32, HEX),
    "EasyPost": "EZAK" + drawn(54),
    "Linear": "lin_api_" + drawn(40),
    "Notion": "ntn_" + drawn(46),
    "Figma": "figd_" + drawn(40, WORD),
    "Airtable": "pat" + drawn(14) + "." + drawn(64, HEX),
    "Asana": "1/" + drawn(16, DIGITS) + ":" + drawn(32, HEX),
    "Dropbox": "sl." + drawn(136, WORD),
    "Contentful": "CFPAT-" + drawn(43, WORD),
    "Grafana": "glsa_" + drawn(32) + "_" + drawn(8, HEX),
    "New Relic": "NRAK-" + drawn(27, UPPER),
    "Sentry": "sntrys_" + drawn(100, BASE64),
    "LaunchDarkly": "sdk-" + uuid(),
    "Tailscale": "tskey-auth-" + drawn(16) + "-" + drawn(32),
    "Facebook": "EAA" + drawn(160),
    "Twitter": "A" * 21 + drawn(80),
    "JSON web token": "eyJ" + drawn(30, WORD) + ".eyJ" + drawn(80, WORD) + "." + drawn(43, WORD),
    "LeanVibe": "lv_" + drawn(12, HEX) + "_" + drawn(43, WORD),
}  # fmt: skip
PLACES = (
    'client = Client("{}")',
    "KEY = '{}'  # production",
    "value: {}",
    "{}",
    "export THING={}",
    "see <{}>, or `{}`.",
    '{{"a": "{}", "b": [1]}}',
    "| token | {} |",
)


@pytest.mark.parametrize("name", TOKENS)
def test_tokens_of_known_formats_are_masked_in_any_text(name: str) -> None:
    token = TOKENS[name]
    for place in PLACES:
        text = f"first = 1\n{place.replace('{{', '{').replace('}}', '}').replace('{}', token)}\nlast = 2\n"
        masked = mask_secrets(text)
        assert token not in masked, place
        assert max((len(part) for part in _common_parts(token, masked)), default=0) <= 4, (place, masked)
        assert len(masked) == len(text)
        assert (masked.split("\n")[0], masked.split("\n")[2]) == ("first = 1", "last = 2")


def _common_parts(token: str, masked: str) -> Iterator[str]:
    """Pieces of the token of five characters that are still there."""
    return (token[at : at + 5] for at in range(len(token) - 4) if token[at : at + 5] in masked)


def test_every_format_is_tried() -> None:
    text = "\n".join(TOKENS.values())
    others = {"Azure account key", "Azure shared access signature", "1Password secret key", "Slack webhook"}
    others |= {"Discord webhook", "Teams webhook", "Braintree token", "encrypted JSON web token", "OpenSSH private key"}
    others |= {"private key in base64", "Okta token"}
    assert {known.name for known in FORMATS if not list(known.spans(text))} == others


SECRET = drawn(24, LETTERS, seed=3)
IN_CONTEXT = {  # `@` is the secret
    'password = "@"': SECRET,
    "password = '@'": "hunter2!",
    'PASSWORD: str = "@"': "tr0ub4dor&3",
    'self.db_password = "@"': "S3cure-Pa55",
    'api_key: "@"': SECRET,
    "api_key: @": SECRET,
    'apiKey = "@";': SECRET,
    '  "client_secret": "@",': SECRET,
    '{\\"access_token\\": \\"@\\"}': SECRET,
    "const authToken = `@`": SECRET,
    'config["secret_key"] = "@"': SECRET,
    'os.environ.get("DB_PASSWORD", "@")': SECRET,
    'connect(user="me", passwd="@")': "x7Kp2-qQ",
    'if token == "@":': SECRET,
    "AWS_SECRET_ACCESS_KEY=@": drawn(40, BASE64),
    'aws_secret_access_key = "@"': drawn(40, BASE64),
    "export GH_TOKEN=@": drawn(40, HEX),
    "curl --token @ --verbose": SECRET,
    "<password>@</password>": SECRET,
    "# password: @": SECRET,
    'secret => "@"': SECRET,
    "Authorization: Bearer @": SECRET,
    'headers = {"Authorization": "Bearer @"}': drawn(40, WORD),
    "Authorization: Basic @": drawn(28, BASE64) + "==",
    "postgres://shop:@@db.example.com:5432/shop": "hunter2",
    'url = "https://me:@@example.com/x.git"': "p4ss",
    "redis://:@@cache:6379/0": "geheim",
    "mongodb+srv://admin:@@cluster0.example.net": "Zs!9",
    "Server=db;User Id=sa;Password=@;Encrypt=true": "Hunter2",
    "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=@;": drawn(86, BASE64) + "==",
    "https://x.blob.example.net/c?sv=2024&sig=@": drawn(43) + "%3D",
    "https://hooks.slack.com/services/@": "T0" + drawn(8, UPPER) + "/B0" + drawn(8, UPPER) + "/" + drawn(24),
    "https://discord.com/api/webhooks/@": drawn(18, DIGITS) + "/" + drawn(68, WORD),
    "Authorization: SSWS @": "00" + drawn(40, WORD),
    "client-key-data: @": "LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVkt" + drawn(200, BASE64) + "==",
    "- name: API_KEY\n  value: @": SECRET,
    '- name: DB_PASSWORD\n  value: "@"': SECRET,
    '{"name": "API_KEY", "value": "@"}': SECRET,
    '<add key="ApiKey" value="@"/>': SECRET,
    "token: >-\n  @": SECRET,
    "curl -u me:@ https://example.com": SECRET,
    "https://example.com/?token=@&page=1": SECRET,
    'url = "https://example.com/c?page=1&api_key=@"': SECRET,
    '"jdbc:mysql://h/db?user=a&password=@"': SECRET,
    '"Server=db;Password=@"': "tr0ub4dor&3",
    'headers = {"Authorization": "@"}': SECRET,
    'set_password("@")': "tr0ub4dor&3",
    'password: SecretStr = SecretStr("@")': "tr0ub4dor&3",
    'api_key: str = Field(default="@")': SECRET,
    'add_argument("--token", default="@")': SECRET,
    'password = \\\n    "@"': "tr0ub4dor&3",
    'password = (\n    "@"\n)': "tr0ub4dor&3",
    'password                          = "@"': "tr0ub4dor&3",
    'DB_PASS = "@"': "tr0ub4dor&3",
    'dbPass = "@"': "tr0ub4dor&3",
    'pw = "@"': "tr0ub4dor&3",
    'passwort = "@"': "tr0ub4dor&3",
    'FERNET_KEY = b"@"': drawn(43, WORD) + "=",
    "token: @": "tést-päss-9!ü",
}


@pytest.mark.parametrize("text", IN_CONTEXT)
def test_values_are_masked_by_what_stands_around_them(text: str) -> None:
    secret = IN_CONTEXT[text]
    before, _, after = text.partition("@")
    whole = f"a = 1\n{before}{secret}{after}\nb = 2\n"
    assert mask_secrets(whole) == f"a = 1\n{before}{'*' * len(secret)}{after}\nb = 2\n"


def _private_key(label: str, indent: str = "", quote: bool = False) -> str:
    lines = [f"-----BEGIN {label}-----", *(drawn(64, BASE64, seed=n) for n in range(12)), drawn(20, BASE64) + "=="]
    lines.append(f"-----END {label}-----")
    return "\n".join(f'{indent}"{line}\\n"' if quote else indent + line for line in lines)


@pytest.mark.parametrize(
    "label", ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
              "PGP PRIVATE KEY BLOCK", "DSA PRIVATE KEY"],
)  # fmt: skip
@pytest.mark.parametrize("style", ["plain", "indented", "quoted", "one line", "torn"])
def test_private_keys_over_several_lines_are_masked(label: str, style: str) -> None:
    key = _private_key(label, "    " if style in ("indented", "quoted") else "", quote=style == "quoted")
    if style == "one line":
        key = '{"private_key": "' + key.replace("\n", "\\n") + '"}'
    if style == "torn":
        key = key.partition("-----END")[0]
    text = f"def before(): ...\n{key}\ndef after(): ...\n"
    masked = mask_secrets(text)
    for n in range(12):
        assert drawn(64, BASE64, seed=n)[:12] not in masked
    assert len(masked) == len(text)
    assert [len(line) for line in masked.split("\n")] == [len(line) for line in text.split("\n")]
    assert "def before(): ..." in masked
    assert "def after(): ..." in masked


@pytest.mark.parametrize("between", ['"\n    "', '" "', '" + "', '" \\\n"', "'\n    f'"])
def test_all_literals_of_a_joined_value_are_masked(between: str) -> None:
    first, second = drawn(20, seed=1), drawn(20, seed=2)
    quote = between[0]
    text = f"TOKEN = ({quote}{first}{between}{second}{quote})\n"
    assert mask_secrets(text) == text.replace(first, "*" * 20).replace(second, "*" * 20)


ORDINARY = (
    "def check_password(self, raw1): pass  # 2 of 3",
    'bypass = "a1b2c3d4e5"',
    "- name: REGION\n  value: eu-central-1",
    "password = (\n    read_line()\n)",
    "pass\n\nVALUE_2 = 'abc123XYZ'",
    "https://example.com/?token_type=bearer2&page=10000000",
    "ssh -u name host:22",
    'names = [\n    "V1Secret",\n    "V1SecretEnvSource",\n    "V1SecretKeySelector",\n]',
    'tokenizer = AutoTokenizer.from_pretrained("microsoft/xclip-base-patch32")',
    "token_ids_0 (`List[int]`, *optional*):",
    'tokenizer.convert_tokens_to_ids("<|end_of_video2|>")',
    'assert token(\n    "number", 12) == tokens[0]',
    "password = None",
    'password = ""',
    "password = getpass.getpass()",
    "password = settings.database_password_v2",
    'password = "changeme"',
    'password = "<your password here>"',
    'password = f"{prefix}{number}"',
    'password = os.environ["DB_PASSWORD"]',
    "password=${DB_PASSWORD}",
    'parser.add_argument("--password", help="the password")',
    'token_type = "oauth2-bearer"',
    'token_url = "https://example.com/oauth2/v1/token"',
    'secret_name = "projects/shop1/secrets/db2"',
    "token: str",
    "token = self.tokens[index2]",
    "def check(token: Token2, password: str = EMPTY) -> bool:",
    "The bearer of this message; basic arithmetic 101; a token economy.",
    "http://example.com:8080/a@b",
    "git@github.com:owner/name.git",
    "https://user@example.com/path:with@signs",
    "sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'",
    "version = 'd670460b4b4aece5915caf5c68d12f560a9fe3e4'",
    "id = '3f2b8c52-6f0e-4a53-9d43-0f1c6f2f8a11'",
    "-----BEGIN CERTIFICATE-----",
    'if line == "-----BEGIN PRIVATE KEY-----":\n    start(line, position)\n    return "-----END PRIVATE KEY-----"',
    "for key in sorted(mapping): print(key, mapping[key])",
    "task-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "class='mask-sk-icon-large'",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_code_stays_as_it_is(text: str) -> None:
    assert mask_secrets(text) == text


def test_bytes_that_are_no_text_keep_their_place() -> None:
    source = b"a = 1  # \xff\xfe\npassword = '" + SECRET.encode() + b"'\n"
    assert mask_secrets_in_utf8(source) == source.replace(SECRET.encode(), b"*" * len(SECRET))


def test_masking_again_changes_nothing() -> None:
    text = "\n".join(
        [*TOKENS.values(), _private_key("PRIVATE KEY"), *(t.replace("@", s, 1) for t, s in IN_CONTEXT.items())]
    )
    masked = mask_secrets(text)
    assert mask_secrets(masked) == masked


def _backtracking(parsed: Any) -> Iterator[int]:
    """How often each repetition that may give characters back repeats at most."""
    for operation, argument in parsed:
        if str(operation) in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] != argument[1]:
            yield int(argument[1])
        parts = argument if isinstance(argument, tuple) else (argument,)
        for part in parts:
            for inner in part if isinstance(part, list) else (part,):
                if hasattr(inner, "getwidth"):
                    yield from _backtracking(inner)


PATTERNS = {
    **{known.name: known.pattern for known in FORMATS},
    **{
        f"{module.__name__}.{name}": value
        for module in (secrets, secret_assignments)
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    },
}


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_gives_back_more_than_a_few_characters(name: str) -> None:
    """A repetition that backtracks without a bound is what makes a pattern quadratic on a hostile line."""
    assert max(_backtracking(re._parser.parse(PATTERNS[name].pattern)), default=0) <= 80


HOSTILE = (
    *("eyJ", "eyJaaaaaaaaaa.", "ghp_", "glpat-", "AKIA", "A", "://", "://a:", "password", "password=", "password='"),
    *(
        "token: ",
        "api_key",
        "pw",
        "pw\n",
        "token(",
        "token=(\n",
        "?token=",
        " -u ",
        " -u a:",
        'key" value=',
        "SSWS 00",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n",
        "SG.",
        "Private-Lines: 9",
    ),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_keeps_its_length(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert len(mask_secrets(text)) == len(text)


def _standard_library(every: int) -> tuple[int, int]:
    """Lines, and how many of them are masked, in one of `every` files."""
    root = Path(sysconfig.get_paths()["stdlib"])
    files = sorted(file for file in root.rglob("*.py") if "site-packages" not in file.parts)
    lines = masked = 0
    for file in files[::every]:
        text = file.read_text(encoding="utf-8", errors="replace")
        before, after = text.split("\n"), mask_secrets(text).split("\n")
        lines += len(before)
        masked += sum(a != b for a, b in zip(before, after, strict=True))
    return lines, masked


@pytest.mark.parametrize("every", [pytest.param(1, marks=[pytest.mark.nightly, pytest.mark.gate]), 12])
def test_at_most_one_line_of_10000_in_the_standard_library_is_masked(every: int) -> None:
    lines, masked = _standard_library(every)
    assert lines > 200_000 / every
    assert masked <= max(1, lines / 10_000)
