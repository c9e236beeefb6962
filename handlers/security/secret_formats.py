"""Formats of keys and tokens, as their issuers document them.

Every pattern is linear on any text: a match starts where no letter or digit is before it, and a repetition takes
characters of one class without giving any back. Every match has one of `hints`, at its start unless `within`, so that
the text is searched for plain words and a pattern is tried only where one is. A group named `secret` is the part to
mask; without one it is the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SecretFormat:
    name: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    within: bool = False

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where secrets of this format start and end."""
        group = "secret" if "secret" in self.pattern.groupindex else 0
        for hint in self.hints:
            if self.within:
                if hint in text:
                    yield from (match.span(group) for match in self.pattern.finditer(text))
                continue
            at = text.find(hint)
            while at >= 0:
                match = self.pattern.match(text, at)
                if match:
                    yield match.span(group)
                at = text.find(hint, match.end() if match else at + 1)


def _format(
    name: str, hints: str, pattern: str, *, start: str = r"(?<![A-Za-z0-9])", within: bool = False
) -> SecretFormat:
    return SecretFormat(name, tuple(hints.split()), re.compile(start + pattern), within)


_END = r"(?![A-Za-z0-9])"
_W = r"[A-Za-z0-9_-]"

FORMATS: tuple[SecretFormat, ...] = (
    # Clouds
    _format(
        "AWS access key id",
        "AKIA ASIA ABIA ACCA AGPA AIDA AIPA ANPA ANVA AROA APKA A3T",
        r"(?:A(?:KIA|SIA|BIA|CCA|GPA|IDA|IPA|NPA|NVA|ROA|PKA)|A3T[A-Z0-9])[A-Z0-9]{16}" + _END,
    ),
    _format("AWS Bedrock key", "ABSK", r"ABSK[A-Za-z0-9+/]{60,}+=*+"),
    _format("Google API key", "AIza", rf"AIza{_W}{{35}}(?!{_W})"),
    _format("Google OAuth client secret", "GOCSPX-", rf"GOCSPX-{_W}{{20,}}+"),
    _format("Google OAuth access token", "ya29.", rf"ya29\.{_W}{{20,}}+"),
    _format("Google OAuth refresh token", "1//0", rf"1//0{_W}{{30,}}+"),
    _format(
        "Azure client secret",
        "Q~",
        r"[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}",
        start=r"(?<![A-Za-z0-9_~.-])",
        within=True,
    ),
    _format(
        "Azure account key",
        "Key=",
        r"(?:Account|SharedAccess|Access)Key=(?P<secret>[A-Za-z0-9+/]{20,}+=*+)",
        within=True,
    ),
    _format("Azure shared access signature", "sig=", r"sig=(?P<secret>[A-Za-z0-9%+/]{40,}+=*+)"),
    _format("Azure DevOps token", "AZDO", r"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}" + _END, within=True),
    _format("Alibaba access key id", "LTAI", r"LTAI[A-Za-z0-9]{12,24}" + _END),
    _format("Tencent secret id", "AKID", r"AKID[A-Za-z0-9]{32}" + _END),
    _format("DigitalOcean token", "doo_v1_ dop_v1_ dor_v1_", r"do[opr]_v1_[0-9a-f]{64}"),
    _format("Heroku key", "HRKU-", rf"HRKU-{_W}{{36,}}+"),
    _format("Cloudflare origin CA key", "v1.0-", r"v1\.0-[0-9a-f]{24}-[0-9a-f]{146}"),
    _format("Fly.io token", "fo1_ fm1_ fm2_", r"f(?:o1|m[12])_[A-Za-z0-9+/=_-]{40,}+"),
    _format("Netlify token", "nfp_", r"nfp_[A-Za-z0-9]{30,}+"),
    _format("Supabase token", "sbp_ sb_secret_", rf"(?:sbp_[0-9a-f]{{40}}|sb_secret_{_W}{{20,}}+)"),
    _format("PlanetScale credential", "pscale_", r"pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{30,}+"),
    _format("Databricks token", "dapi", r"dapi[0-9a-f]{32}(?:-\d)?" + _END),
    # Source code, packages, pipelines
    _format("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[pousr]_[A-Za-z0-9_.-]{30,}+"),
    _format("GitHub fine-grained token", "github_pat_", r"github_pat_[A-Za-z0-9_]{22,}+"),
    _format(
        "GitLab token",
        "glpat- gldt- glrt- glrtr- glptt- glcbt- glft- glimt- glagent- gloas- glsoat- glffct- glwt-",
        r"gl(?:pat|dt|rtr?|ptt|cbt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_.=-]{20,}+",
    ),
    _format("GitLab runner registration token", "GR1348941", rf"GR1348941{_W}{{20,}}+"),
    _format("Bitbucket app password", "ATBB", r"ATBB[A-Za-z0-9_=-]{24,}+"),
    _format("Atlassian token", "ATATT3 ATCTT3", r"AT[AC]TT3[A-Za-z0-9_=-]{60,}+"),
    _format("npm token", "npm_", r"npm_[A-Za-z0-9]{36}" + _END),
    _format("PyPI token", "pypi-", rf"pypi-AgE{_W}{{50,}}+"),
    _format("RubyGems key", "rubygems_", r"rubygems_[0-9a-f]{48}"),
    _format("NuGet key", "oy2", r"oy2[a-z0-9]{43}" + _END),
    _format("crates.io token", "cio", r"cio[A-Za-z0-9]{32}" + _END),
    _format("Docker Hub token", "dckr_", rf"dckr_[po]at_{_W}{{27,}}+"),
    _format("Terraform Cloud token", ".atlasv1.", rf"[A-Za-z0-9]{{14}}\.atlasv1\.{_W}{{60,}}+", within=True),
    _format("Pulumi token", "pul-", r"pul-[0-9a-f]{40}" + _END),
    _format("HashiCorp Vault token", "hvs. hvb. hvr.", rf"hv[sbr]\.{_W}{{24,}}+"),
    _format("Doppler token", "dp.", r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9_.-]{30,}+"),
    _format("1Password service account", "ops_eyJ", r"ops_eyJ[A-Za-z0-9+/=_-]{60,}+"),
    _format(
        "1Password secret key", "A3-", r"A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}"
    ),
    _format("age secret key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
    _format("Buildkite token", "bkua_ bkct_ bkpt_", r"bk(?:ua|ct|pt)_[0-9a-f]{40}"),
    _format("Okta token", "SSWS", r"SSWS (?P<secret>00[A-Za-z0-9_-]{38,}+)"),
    _format("Mapbox secret token", "sk.eyJ", rf"sk\.eyJ{_W}{{20,}}+\.{_W}{{20,}}+"),
    _format("Postman key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    # Language models
    _format("Anthropic key", "sk-ant-", rf"sk-ant-{_W}{{20,}}+"),
    _format("OpenAI key", "sk-", rf"sk-(?:(?:proj|svcacct|admin|None)-{_W}{{20,}}+|[A-Za-z0-9]{{32,}}+)"),
    _format("OpenRouter key", "sk-or-", r"sk-or-v1-[0-9a-f]{32,}+"),
    _format("Hugging Face token", "hf_ api_org_", r"(?:hf|api_org)_[A-Za-z0-9]{30,}+"),
    _format("Groq key", "gsk_", r"gsk_[A-Za-z0-9]{40,}+"),
    _format("Replicate token", "r8_", r"r8_[A-Za-z0-9]{37,}+"),
    _format("Perplexity key", "pplx-", r"pplx-[A-Za-z0-9]{40,}+"),
    _format("xAI key", "xai-", r"xai-[A-Za-z0-9]{60,}+"),
    # Messages and mail
    _format("Slack token", "xox", r"xox(?:[abcdeoprs]-[A-Za-z0-9-]{10,}+|e\.xox[bp]-[A-Za-z0-9-]{10,}+)"),
    _format("Slack app token", "xapp-", r"xapp-\d-[A-Za-z0-9-]{20,}+"),
    _format(
        "Slack webhook",
        "hooks.slack.com/",
        r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<secret>[A-Za-z0-9/_-]{20,}+)",
    ),
    _format(
        "Discord bot token", ".", rf"[MNO]{_W}{{23,27}}\.{_W}{{6}}\.{_W}{{27,}}+", start=rf"(?<!{_W})", within=True
    ),
    _format(
        "Discord webhook",
        "discord.com/api discordapp.com/api",
        rf"discord(?:app)?\.com/api/webhooks/(?P<secret>\d{{10,}}+/{_W}{{40,}}+)",
    ),
    _format("Telegram bot token", ":", rf"\d{{8,10}}:{_W}{{35}}(?!{_W})", within=True),
    _format("Teams webhook", "webhook.office.com/", r"webhook\.office\.com/(?P<secret>[A-Za-z0-9@/_-]{40,}+)"),
    _format("Twilio key", "SK AC", r"(?:SK|AC)[0-9a-f]{32}" + _END),
    _format("SendGrid key", "SG.", rf"SG\.{_W}{{16,}}+\.{_W}{{16,}}+"),
    _format("Mailgun key", "key-", r"key-[0-9a-f]{32}" + _END),
    _format("Mailchimp key", "-us", r"[0-9a-f]{32}-us\d{1,2}" + _END, within=True),
    _format("Brevo key", "xkeysib-", r"xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    # Payments and shops
    _format("Stripe key", "sk_live_ sk_test_ rk_live_ rk_test_", r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}+"),
    _format("Stripe webhook secret", "whsec_", r"whsec_[A-Za-z0-9+/=]{24,}+"),
    _format("Square token", "sq0 EAAA", rf"(?:sq0[a-z]{{3}}-{_W}{{22,}}+|EAAA{_W}{{60}}(?!{_W}))"),
    _format("Shopify token", "shp", r"shp(?:at|ca|pa|ss|tka)_[0-9a-fA-F]{32}"),
    _format("EasyPost key", "EZ", r"EZ[AT]K[A-Za-z0-9]{54}" + _END),
    _format("Braintree token", "access_token$", r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}"),
    # Work and monitoring
    _format("Linear key", "lin_", r"lin_(?:api|oauth)_[A-Za-z0-9]{32,}+"),
    _format("Notion token", "ntn_ secret_", r"(?:ntn_|secret_)[A-Za-z0-9]{40,}+"),
    _format("Figma token", "figd_", rf"figd_{_W}{{30,}}+"),
    _format("Airtable token", "pat", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    _format("Asana token", "/", r"\d/\d{16}(?:/\d{16})?:[0-9a-f]{32}" + _END, within=True),
    _format("Dropbox token", "sl.", rf"sl\.(?:u\.)?{_W}{{100,}}+"),
    _format("Contentful token", "CFPAT-", rf"CFPAT-{_W}{{40,}}+"),
    _format("Grafana token", "glsa_ glc_", r"(?:glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|glc_[A-Za-z0-9+/]{32,}+=*+)"),
    _format("New Relic key", "NRAK- NRJS- NRII- NRAA-", rf"NR(?:AK|JS|II|AA)-{_W}{{19,}}+"),
    _format("Sentry token", "sntry", r"sntry[su]_[A-Za-z0-9+/=_-]{30,}+"),
    _format("LaunchDarkly key", "sdk- api- mob-", r"(?:sdk|api|mob)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    _format("Tailscale key", "tskey-", rf"tskey-{_W}{{20,}}+"),
    _format("Facebook token", "EAA", r"EAA[A-Za-z0-9]{80,}+"),
    _format("Twitter bearer token", "AAAAAAAAAAAAAAAAAAAA", r"A{20,}+[A-Za-z0-9%]{30,}+"),
    # Any issuer
    _format("JSON web token", "eyJ", rf"eyJ{_W}{{8,}}+\.eyJ{_W}{{8,}}+\.{_W}*+", start=rf"(?<!{_W})"),
    _format(
        "encrypted JSON web token",
        "eyJ",
        rf"eyJ{_W}{{8,}}+\.{_W}*+\.{_W}{{8,}}+\.{_W}{{8,}}+\.{_W}{{8,}}+",
        start=rf"(?<!{_W})",
    ),
    _format("OpenSSH private key", "b3BlbnNzaC1rZXktdjEA", r"b3BlbnNzaC1rZXktdjEA[A-Za-z0-9+/]{20,}+=*+"),
    _format(
        "private key in base64",
        "LS0tLS1CRUdJTi",
        r"LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0EgUFJJVkFUR|BFQyBQUklWQVRF|BPUEVOU1NIIFBSSVZBVEUg|BFTkNSWVBURUQg)"
        r"[A-Za-z0-9+/]{40,}+=*+",
    ),
    _format("LeanVibe key", "lv_", rf"lv_{_W}{{20,}}+"),
)
