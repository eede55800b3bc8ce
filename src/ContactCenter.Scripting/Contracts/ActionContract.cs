using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What a script may rely on of an action: what it takes and gives, and how it behaves.</summary>
/// <param name="Name">Its dotted name, such as <c>case.open</c>.</param>
/// <param name="Parameters">What it takes, in order; optional ones last.</param>
/// <param name="Result">What it gives: a record of named fields, or one value; null when it gives nothing.</param>
public sealed record ActionContract(string Name, ImmutableArray<ScriptTypeField> Parameters, ScriptType? Result)
{
    /// <summary>How long it may take; 10 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether asking again with the same key is harmless.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it cannot be undone, so that nobody goes back past it.</summary>
    public bool IsIrreversible { get; init; }

    /// <summary>The contract of an action as it is registered.</summary>
    /// <remarks>Its result is a record called after the first part of its name (<c>case</c> for <c>case.open</c>); a single field called <c>result</c> is the value itself.</remarks>
    /// <exception cref="ArgumentException">A type it names is none.</exception>
    public static ActionContract Of(ScriptActionSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return new ActionContract(signature.Name, FieldsOf(signature.Name, signature.Parameters), ResultOf(signature))
        {
            Timeout = signature.Timeout,
            IsRepeatable = signature.IsRepeatable,
            IsIrreversible = signature.IsIrreversible,
        };
    }

    /// <inheritdoc />
    public bool Equals(ActionContract? other) =>
        other is not null && Name == other.Name && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan()) && Equals(Result, other.Result)
        && Timeout == other.Timeout && IsRepeatable == other.IsRepeatable && IsIrreversible == other.IsIrreversible;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Parameters.Length, Result);

    private static ScriptType? ResultOf(ScriptActionSignature signature)
    {
        var fields = FieldsOf(signature.Name, signature.Result);
        return fields switch
        {
            [] => null,
            [{ Name: "result" } only] => only.Type,
            _ => ScriptType.Record(signature.Name.Split('.')[0], fields.AsSpan()),
        };
    }

    private static ImmutableArray<ScriptTypeField> FieldsOf(string action, ImmutableArray<ScriptField> fields) =>
    [
        .. fields.Select(field => ScriptType.TryParse(field.Type, out var type)
            ? new ScriptTypeField(field.Name, type, field.IsOptional)
            : throw new ArgumentException($"The action '{action}' says '{field.Name}' is '{field.Type}', which is no type; write one such as text, number, moment or list of text.", nameof(fields))),
    ];
}
