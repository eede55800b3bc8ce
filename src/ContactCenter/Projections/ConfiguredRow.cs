using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Projections;

/// <summary>A configured thing after its last change.</summary>
internal sealed record ConfiguredRow
{
    public required string Key { get; init; }

    /// <summary>As it was before; null where there was none.</summary>
    public string? Before { get; init; }

    /// <summary>As it is; null when it was removed.</summary>
    public string? After { get; init; }

    /// <summary>As the seeds had it last; null when they do not, or do no longer.</summary>
    public string? Seed { get; init; }

    /// <summary>Whether a person said so last, not the seeds.</summary>
    public bool IsEdit { get; init; }

    /// <summary>Where the change stands in the log: the version of the thing.</summary>
    public required LogPosition At { get; init; }

    /// <summary>The entry of the change: it follows from the command's key.</summary>
    public required EntryId Entry { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>Since when there is such a thing.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The thing after <paramref name="change"/>.</summary>
    public static ConfiguredRow Following(ConfiguredRow? last, ConfigChanged change, Entry entry, LogPosition at)
    {
        var isEdit = change.Source == ConfigSources.Edit;
        return new ConfiguredRow
        {
            Key = change.Key,
            Before = change.Before,
            After = change.After,
            Seed = isEdit ? last?.Seed : change.After,
            IsEdit = isEdit,
            At = at,
            Entry = entry.Id,
            Time = entry.Time,
            By = entry.Actor,
            Since = last?.After is null ? entry.Time : last.Since,
        };
    }
}
