namespace ContactCenter.Administration;

/// <summary>What is to be said of a script before it is saved.</summary>
/// <param name="Findings">Everything: file by file, as <see cref="ScriptFinding.Part"/> names them, and by place.</param>
/// <param name="Formatted">The script as the formatter writes it; the script itself where it has none of its lines wrong.</param>
/// <param name="Changes">What is different from the script in force, as lines for people; empty where there is none in force, or one of them has a fault.</param>
public sealed record ScriptCheck(IReadOnlyList<ScriptFinding> Findings, string Formatted, string Changes)
{
    /// <summary>Whether it can be saved.</summary>
    public bool IsRight => !Findings.Any(static finding => finding.IsError);
}

/// <summary>One thing that is wrong, or could be better.</summary>
/// <param name="Part">Where: <c>Text</c>, <c>Contracts</c>, or <c>Texts:it</c> for the side file of a language.</param>
/// <param name="Line">The line, from 1; 0 when it is about the whole.</param>
/// <param name="Column">The column, from 1 in UTF-16 characters; 0 when it is about the whole.</param>
/// <param name="Length">How many UTF-16 characters it is about.</param>
/// <param name="Code">The diagnostic's code, such as <c>S402</c>, whose page says more; empty for what is no matter of the language.</param>
/// <param name="IsError">Whether the script cannot be saved with it.</param>
/// <param name="Message">One plain sentence.</param>
public sealed record ScriptFinding(string Part, int Line, int Column, int Length, string Code, bool IsError, string Message)
{
    /// <summary>What the message speaks of, in the order of its code's sentence or of its rule: for those who say it in another language. Empty when there is neither.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The rule of the configuration it breaks, such as <c>script-name</c>, as of a fault of the configuration; empty for what has a code.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The steps by which a run comes to it; empty when the place says all.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>What would mend it, as a title; null where that is not known.</summary>
    public string? Fix { get; init; }
}
