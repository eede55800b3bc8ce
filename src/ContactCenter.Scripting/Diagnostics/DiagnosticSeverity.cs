namespace ContactCenter.Scripting;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The script cannot run.</summary>
    Error,

    /// <summary>The script can run, and probably not as its author means.</summary>
    Warning,

    /// <summary>The script is right; it could be better.</summary>
    Hint,
}
