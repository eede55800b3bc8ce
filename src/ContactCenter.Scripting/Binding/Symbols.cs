using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

/// <summary>A place for a value. One scope for the whole script.</summary>
internal sealed class SlotSymbol(string name, int index, TextRange declaredAt)
{
    public string Name { get; } = name;

    /// <summary>Its number in the program, in the order of first mention.</summary>
    public int Index { get; } = index;

    /// <summary>Where it is first given something.</summary>
    public TextRange DeclaredAt { get; } = declaredAt;

    /// <summary>What it holds; null when that cannot be known, which was said.</summary>
    public ScriptType? Type { get; set; }

    public bool IsPrivate { get; set; }

    /// <summary>Whether a <c>slot</c> line says what it holds.</summary>
    public bool IsDeclared { get; set; }

    /// <summary>Whether the script is started with it.</summary>
    public bool IsParameter { get; set; }
}

/// <summary>A step by its name.</summary>
internal sealed class StepSymbol(StepSyntax syntax, int index)
{
    public StepSyntax Syntax { get; } = syntax;

    public string Name => Syntax.Name.Text;

    public int Index { get; } = index;
}

/// <summary>Where an arrow leads.</summary>
/// <param name="Kind">What sort of place.</param>
/// <param name="Step">The step; null for others, and where the name is unknown, which was said.</param>
/// <param name="Outcome">The number of the outcome; -1 for others, and where it is unknown, which was said.</param>
/// <param name="Range">Where it is written.</param>
internal sealed record BoundTarget(TargetKind Kind, StepSymbol? Step, int Outcome, TextRange Range)
{
    /// <summary>The name is unknown, which was said.</summary>
    public bool IsUnknown => Kind switch
    {
        TargetKind.Step => Step is null,
        TargetKind.End => Outcome < 0,
        _ => false,
    };
}
