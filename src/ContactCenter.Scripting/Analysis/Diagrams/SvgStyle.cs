namespace ContactCenter.Scripting.Analysis;

/// <summary>How a diagram looks, by day and by night.</summary>
internal static class SvgStyle
{
    public const double TitleSize = 14;
    public const double SmallSize = 11.5;

    /// <summary>Every rule is of the one class, so that a page the picture stands in keeps its own looks.</summary>
    public const string Css = """
        .flow { --ground: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #6e7781; --step: #f3f6fa; --edge: #8c96a3; --good: #ddf4e4; --goodline: #2c8a4b; --bad: #b3261e; --mark: #f5c2be; font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        @media (prefers-color-scheme: dark) { .flow { --ground: #0d1117; --ink: #e6edf3; --soft: #9da7b3; --line: #8b949e; --step: #1c232c; --edge: #5b6673; --good: #12341f; --goodline: #4cb36d; --bad: #ff8a80; --mark: #5c2a27; } }
        .flow .ground { fill: var(--ground); }
        .flow text { fill: var(--ink); unicode-bidi: isolate; }
        .flow .small { fill: var(--soft); }
        .flow .step { fill: var(--step); stroke: var(--edge); stroke-width: 1.2; }
        .flow .outcome { fill: var(--good); stroke: var(--goodline); stroke-width: 1.4; }
        .flow .leaving, .flow .start { fill: var(--ground); stroke: var(--edge); stroke-width: 1.2; }
        .flow .wire { fill: none; stroke: var(--line); stroke-width: 1.3; }
        .flow .failure { stroke: var(--bad); stroke-dasharray: 5 4; }
        .flow .head { fill: var(--line); }
        .flow .failurehead, .flow .failuretext { fill: var(--bad); }
        .flow .dropped { fill: var(--mark); }
        """;
}
