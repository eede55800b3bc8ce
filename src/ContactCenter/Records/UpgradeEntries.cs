using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContactCenter.Scripting;

namespace ContactCenter.Records;

/// <summary>The kinds of entries about upgrades of live runs. What becomes of a run stands in its own stream too, as a step.</summary>
internal static class UpgradeKinds
{
    /// <summary>Somebody has runs of a script go on with another version.</summary>
    public const string Began = "script.upgrade-began";

    /// <summary>What became of the runs that were next, and which are next now.</summary>
    public const string Judged = "script.upgrade-judged";

    /// <summary>The machine of an upgrade.</summary>
    public const string Machine = "script-upgrade";
}

/// <summary>An upgrade begins.</summary>
/// <param name="Script">The script.</param>
/// <param name="Version">The version runs are to go on with.</param>
/// <param name="Program">Its program's hash, in hexadecimal.</param>
/// <param name="Reason">Why, in the words of who does it.</param>
/// <param name="Next">The runs that are judged first, in the order of their ids.</param>
/// <param name="Only">The version whose runs are meant alone; null for all.</param>
/// <param name="Map">What the author says of steps, lines and slots that have other names.</param>
internal sealed record ScriptUpgradeBegan(string Script, int Version, string Program, string Reason, ImmutableArray<Guid> Next, int? Only = null, string? Map = null);

/// <summary>An upgrade has gone on.</summary>
/// <param name="Findings">What became of the runs that were next, in their order.</param>
/// <param name="Next">The runs that are judged now; none when it is over.</param>
internal sealed record ScriptUpgradeJudged(ImmutableArray<UpgradeFinding> Findings, ImmutableArray<Guid> Next);

/// <summary>What became of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Interaction">The interaction it speaks in.</param>
/// <param name="Version">The version it was on.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="From">The statement it stood at; empty when that is not known.</param>
/// <param name="To">The statement it stands at now; empty when it did not move.</param>
/// <param name="Code">The code of what keeps it; empty where there is none.</param>
/// <param name="Why">One sentence.</param>
internal sealed record UpgradeFinding(Guid Run, InteractionId Interaction, int Version, ScriptUpgradeVerdict Verdict, string From = "", string To = "", string Code = "", string Why = "");

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScriptUpgradeBegan))]
[JsonSerializable(typeof(ScriptUpgradeJudged))]
internal sealed partial class UpgradeJson : JsonSerializerContext;
