namespace ContactCenter.Administration;

/// <summary>What is configured in a tenant. A copy: changing it changes nothing.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Queues">The queues, in the order they came to be, the seeds first; so all lists.</param>
/// <param name="Agents">The agents.</param>
/// <param name="Endpoints">The endpoints.</param>
/// <param name="Dispositions">The outcomes, with their labels.</param>
/// <param name="NotReadyReasons">The reasons for taking no work, with their labels.</param>
/// <param name="Skills">Every skill a queue requires or an agent has, by name.</param>
/// <param name="Channels">The channels this host has, for new endpoints.</param>
/// <param name="Faults">What does not fit together: seeds and edits are each right, but a later seed may have taken away what an edit needs.</param>
public sealed record ConfigurationView(
    TenantId Tenant,
    Configured<string> Name,
    IReadOnlyList<Configured<QueueOptions>> Queues,
    IReadOnlyList<Configured<AgentOptions>> Agents,
    IReadOnlyList<Configured<EndpointOptions>> Endpoints,
    IReadOnlyList<Configured<string>> Dispositions,
    IReadOnlyList<Configured<string>> NotReadyReasons,
    IReadOnlyList<SkillUse> Skills,
    IReadOnlyList<Channels.ChannelKind> Channels,
    IReadOnlyList<ConfigurationFault> Faults)
{
    /// <summary>The scripts.</summary>
    public IReadOnlyList<Configured<ScriptOptions>> Scripts { get; init; } = [];

    /// <summary>The templates of messages.</summary>
    public IReadOnlyList<Configured<TemplateOptions>> Templates { get; init; } = [];

    /// <summary>The outbound campaigns.</summary>
    public IReadOnlyList<Configured<CampaignOptions>> Campaigns { get; init; } = [];

    /// <summary>The calendars by which queues are open.</summary>
    public IReadOnlyList<Configured<CalendarOptions>> Calendars { get; init; } = [];

    /// <summary>The rules a queue may choose agents by.</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>What is done with personal data by itself; null when nothing was ever set, which is nothing.</summary>
    public Configured<PrivacyOptions>? Privacy { get; init; }
}

/// <summary>One configured thing.</summary>
/// <typeparam name="T">Its settings.</typeparam>
/// <param name="Id">Its id.</param>
/// <param name="Settings">All its settings.</param>
/// <param name="Version">What <see cref="ConfigurationEdit.Version"/> has to name to change it.</param>
/// <param name="IsEdited">Whether a person set it last; otherwise its seed did.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="ChangedBy">Who, as in the journal: <c>person:anna</c>, <c>system:system</c>.</param>
public sealed record Configured<T>(string Id, T Settings, long Version, bool IsEdited, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>Where a skill is used.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Queues">The queues that require it.</param>
/// <param name="Agents">The agents who have it, to whatever level.</param>
public sealed record SkillUse(string Skill, IReadOnlyList<string> Queues, IReadOnlyList<string> Agents);

/// <summary>A change there was.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Time">When.</param>
/// <param name="By">Who, as in the journal.</param>
/// <param name="IsEdit">Whether a person made it while the center ran; otherwise a seed had changed.</param>
/// <param name="Key">The thing, such as <c>queue/faults</c>.</param>
/// <param name="Before">Its settings before, as JSON; null where there was none.</param>
/// <param name="After">Its settings after; null when it was removed.</param>
public sealed record ConfigurationChange(long Position, DateTimeOffset Time, string By, bool IsEdit, string Key, string? Before, string? After);
