using ContactCenter.Scripting;

namespace ContactCenter.Projections;

/// <summary>A run as the views know it. No personal data.</summary>
internal sealed record ScriptRow
{
    public required Guid Run { get; init; }

    /// <summary>The interaction it speaks in now.</summary>
    public required InteractionId Interaction { get; init; }

    /// <summary>The interaction it began in, where that is another one: what the world knows of it may be that one.</summary>
    public InteractionId? BeganIn { get; init; }

    public required CustomerId Customer { get; init; }

    public required string Script { get; init; }

    public required int Version { get; init; }

    /// <summary>The program's hash.</summary>
    public required string Program { get; init; }

    public required int Sequence { get; init; }

    public required int Demand { get; init; }

    public required ScriptRunState State { get; init; }

    public string? Step { get; init; }

    public DateTimeOffset? Due { get; init; }

    /// <summary>Where its last step stands.</summary>
    public Journal.LogPosition At { get; init; }

    /// <summary>How many entries its stream has.</summary>
    public long Entries { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public string? Outcome { get; init; }

    public Guid? Parent { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>How many events of the world are kept for it.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public int Kept { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOver => State is ScriptRunState.Ended or ScriptRunState.Faulted;
}

/// <summary>A program that was run.</summary>
/// <param name="Program">Its hash.</param>
/// <param name="Script">The script's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="At">Where its bytes stand.</param>
/// <param name="Live">How many runs are on on it.</param>
internal sealed record ProgramRow(string Program, string Script, int Version, Journal.LogPosition At, int Live = 0);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(
    PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[System.Text.Json.Serialization.JsonSerializable(typeof(ScriptRow))]
[System.Text.Json.Serialization.JsonSerializable(typeof(ProgramRow))]
internal sealed partial class ScriptRowJson : System.Text.Json.Serialization.JsonSerializerContext;
