using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>A script as it is written.</summary>
internal sealed class ScriptSyntax : SyntaxNode
{
    public required SourceText Source { get; init; }

    public required HeaderSyntax Header { get; init; }

    public required ImmutableArray<SlotSyntax> Slots { get; init; }

    /// <summary><c>on EVENT -> target</c>.</summary>
    public required ImmutableArray<HandlerSyntax> Handlers { get; init; }

    /// <summary><c>starts on EVENT as NAME</c>.</summary>
    public required ImmutableArray<StartsOnSyntax> StartsOn { get; init; }

    public required ImmutableArray<StepSyntax> Steps { get; init; }

    /// <summary>Where text ids stand at the ends of lines, those of broken lines too; the sign is in the range.</summary>
    public required ImmutableArray<TextRange> TextIds { get; init; }

    /// <summary>What is wrong with how it is written, by place. The nodes of a broken line are there as far as they were understood.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }
}

/// <summary><c>script NAME vINT, texts LANG (LANG, ..), for CHANNEL, .., outcomes NAME, ..</c></summary>
internal sealed class HeaderSyntax : LineSyntax
{
    public required NameSyntax Name { get; init; }

    /// <summary>From 1; 0 where it is missing.</summary>
    public required int Version { get; init; }

    /// <summary>The first is the language the script is written in; the others are in side files.</summary>
    public required ImmutableArray<NameSyntax> Languages { get; init; }

    public required ImmutableArray<NameSyntax> Channels { get; init; }

    public required ImmutableArray<NameSyntax> Outcomes { get; init; }
}

/// <summary>A line of a script.</summary>
internal abstract class LineSyntax : SyntaxNode
{
    /// <summary>The line has a fault that was said: parts may be missing, and what is missing is nothing to complain about again.</summary>
    public bool HasFault { get; internal set; }
}

/// <summary><c>slot NAME: type [= expression] [, private]</c></summary>
internal sealed class SlotSyntax : LineSyntax
{
    public required NameSyntax Name { get; init; }

    /// <summary>Null only where it is missing, which was said.</summary>
    public required TypeSyntax? Type { get; init; }

    public ExpressionSyntax? Value { get; init; }

    public bool IsPrivate { get; init; }
}

/// <summary><c>on EVENT -> target</c></summary>
internal sealed class HandlerSyntax : LineSyntax
{
    public required NameSyntax Event { get; init; }

    /// <summary>Null only where it is missing, which was said.</summary>
    public required TargetSyntax? Target { get; init; }
}

/// <summary><c>starts on EVENT [as NAME]</c></summary>
internal sealed class StartsOnSyntax : LineSyntax
{
    public required NameSyntax Event { get; init; }

    public NameSyntax? As { get; init; }
}

/// <summary><c>step NAME [TEXT] [, anytime]</c> and its lines.</summary>
internal sealed class StepSyntax : LineSyntax
{
    public required NameSyntax Name { get; init; }

    public TextLiteral? Title { get; init; }

    public bool IsAnytime { get; init; }

    public ImmutableArray<StatementSyntax> Body { get; internal set; } = [];
}

internal enum TargetKind : byte
{
    Step,
    End,
    Back,
}

/// <summary>Where an arrow leads: <c>NAME</c>, <c>end OUTCOME</c> or <c>back</c>. The arrow is in the range.</summary>
internal sealed class TargetSyntax : SyntaxNode
{
    public required TargetKind Kind { get; init; }

    /// <summary>The step or the outcome; missing for <c>back</c>.</summary>
    public required NameSyntax Name { get; init; }
}
