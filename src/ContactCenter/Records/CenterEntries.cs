using System.Text.Json.Serialization;

namespace ContactCenter.Records;

/// <summary>The kinds of entries about the tenant as a whole.</summary>
internal static class CenterKinds
{
    /// <summary>Written each time the tenant starts: the log takes entries.</summary>
    public const string Started = "center.started";

    /// <summary>Everything derived was derived again from the first entry, because somebody asked for it.</summary>
    public const string ViewsRebuilt = "views.rebuilt";

    /// <summary>Something configured has changed: by its seed, or by an administrator.</summary>
    public const string ConfigChanged = "config.changed";

    /// <summary>A person has settled an item of the supervisor's list.</summary>
    public const string AttentionResolved = "attention.resolved";
}

/// <summary>Who starts.</summary>
/// <param name="Product">The version of the product, such as 0.1.0; null in entries of the first days.</param>
internal sealed record CenterStarted(string? Product);

/// <summary>Views were rebuilt.</summary>
/// <param name="Entries">How many entries they were derived from.</param>
internal sealed record ViewsRebuilt(long Entries);

/// <summary>A configured thing differs from what was applied last.</summary>
/// <param name="Key">The thing, such as <c>queue/faults</c>.</param>
/// <param name="Before">What it was; null when it is new.</param>
/// <param name="After">What it is; null when it is gone.</param>
/// <param name="Source"><see cref="ConfigSources.Edit"/> when a person changed it while the center ran; null when its seed did.</param>
internal sealed record ConfigChanged(string Key, string? Before, string? After, string? Source = null);

/// <summary>Who changes the configuration, besides the seeds.</summary>
internal static class ConfigSources
{
    /// <summary>An administrator.</summary>
    public const string Edit = "edit";
}

/// <summary>What a person found out about something that needed one.</summary>
internal sealed record AttentionResolved(string Outcome);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CenterStarted))]
[JsonSerializable(typeof(ViewsRebuilt))]
[JsonSerializable(typeof(ConfigChanged))]
[JsonSerializable(typeof(AttentionResolved))]
internal sealed partial class CenterJson : JsonSerializerContext;
