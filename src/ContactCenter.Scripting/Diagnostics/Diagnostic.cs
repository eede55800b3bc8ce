using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ContactCenter.Scripting;

/// <summary>One fault at one place of a script. Immutable.</summary>
public sealed class Diagnostic
{
    private readonly string[] _arguments;

    /// <summary>Names a fault.</summary>
    /// <param name="code">What it is.</param>
    /// <param name="range">Where.</param>
    /// <param name="arguments">What the code's sentence wants.</param>
    public Diagnostic(DiagnosticCode code, TextRange range, params ReadOnlySpan<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(code);
        (Code, Range) = (code, range);
        _arguments = arguments.ToArray();
    }

    /// <summary>What it is.</summary>
    public DiagnosticCode Code { get; }

    /// <summary>How much it matters.</summary>
    public DiagnosticSeverity Severity => Code.Severity;

    /// <summary>Where.</summary>
    public TextRange Range { get; }

    /// <summary>One plain sentence.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Code.Form, (object?[])_arguments);

    /// <summary>
    /// What <see cref="Message"/> puts into its code's <see cref="DiagnosticCode.Form"/>, in the order of its holes: for those who say it in another language. Names
    /// and numbers as they are; words of the language's own, such as <c>a number</c> or <c>; did you mean 'say'?</c>, in English.
    /// </summary>
    public ImmutableArray<string> Arguments => ImmutableCollectionsMarshal.AsImmutableArray(_arguments);

    /// <summary>The names of the steps by which a run comes to it, in order; empty when the place says all.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>What would mend it, where that can be known.</summary>
    public DiagnosticFix? Fix { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code.Id} at {Range.Start}: {Message}";
}
