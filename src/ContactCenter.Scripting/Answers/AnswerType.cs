using System.Collections.Immutable;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>What was asked for.</summary>
internal abstract record AnswerType
{
    private AnswerType()
    {
    }

    public sealed record YesNo : AnswerType;

    /// <param name="Min">The least; null for none.</param>
    /// <param name="Max">The most; null for none.</param>
    public sealed record Number(decimal? Min = null, decimal? Max = null) : AnswerType;

    /// <param name="Currency">ISO 4217, of amounts without one; null asks for it.</param>
    public sealed record Money(string? Currency = null) : AnswerType;

    /// <param name="MaxLength">In UTF-16 characters.</param>
    public sealed record Text(int MaxLength = AnswerReader.MaxLength) : AnswerType;

    /// <param name="Min">The fewest digits.</param>
    /// <param name="Max">The most.</param>
    public sealed record Digits(int Min, int Max) : AnswerType;

    public sealed record Phone : AnswerType;

    public sealed record Email : AnswerType;

    public sealed record Address : AnswerType;

    /// <param name="Past">A date without a year is the last one, as for a birthday; otherwise the next.</param>
    public sealed record Date(bool Past = false) : AnswerType;

    public sealed record Time : AnswerType;

    public sealed record Moment : AnswerType;

    public sealed record Duration : AnswerType;

    public sealed record OneOf(ImmutableArray<AnswerChoice> Choices) : AnswerType;

    /// <param name="Item">The type of each; not a list.</param>
    public sealed record ListOf(AnswerType Item) : AnswerType;
}

/// <summary>A choice that can be answered.</summary>
/// <param name="Key">Its number, such as 1; null for none.</param>
/// <param name="Name">Its name in the script.</param>
/// <param name="Label">What people read or hear.</param>
/// <param name="Synonyms">What they may say instead.</param>
internal sealed record AnswerChoice(string? Key, string Name, string Label, ImmutableArray<string> Synonyms = default)
{
    public TextValue.Choice Value => new(Name, Label);
}
