using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

/// <summary>A script whose names are resolved and whose expressions have types: what is checked and compiled.</summary>
internal sealed class BoundScript
{
    public required ScriptSyntax Syntax { get; init; }

    /// <summary>By number.</summary>
    public required ImmutableArray<SlotSymbol> Slots { get; init; }

    public required ImmutableArray<BoundStep> Steps { get; init; }

    /// <summary>Slots with a first value, in the order they are written.</summary>
    public required ImmutableArray<BoundSlotStart> Starts { get; init; }

    public required ImmutableArray<BoundEvent> Handlers { get; init; }

    public required ImmutableArray<BoundEvent> StartsOn { get; init; }

    /// <summary>What is wrong with names and types.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }
}

/// <summary>A step with its lines.</summary>
internal sealed record BoundStep(StepSymbol Symbol, BoundText? Title, ImmutableArray<BoundStatement> Body);

/// <summary>What a slot holds at the beginning.</summary>
internal sealed record BoundSlotStart(SlotSymbol Slot, BoundExpression Value);
