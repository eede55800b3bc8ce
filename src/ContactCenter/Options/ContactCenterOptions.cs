namespace ContactCenter;

/// <summary>The whole center: <c>ContactCenter</c> in the configuration. Read once, at start.</summary>
public sealed class ContactCenterOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ContactCenter";

    /// <summary>The tenants by id. At least one.</summary>
    public Dictionary<string, TenantOptions> Tenants { get; } = [];

    /// <summary>How long offers wait for a desktop that has lost its connection, 0 to 10 minutes.</summary>
    public TimeSpan DisconnectGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a message an agent wrote is worth sending, 1 minute to 7 days.</summary>
    public TimeSpan MessageWorth { get; set; } = TimeSpan.FromHours(24);

    /// <summary>What happens to pictures and documents.</summary>
    public MediaOptions Media { get; } = new();

    /// <summary>How often a channel that can list its past is swept for missed messages, 10 s to 1 day.</summary>
    public TimeSpan CatchUpInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long a silent interaction that ended with an automatic answer is closed, 1 minute to 30 days.</summary>
    public TimeSpan CloseAnsweredAfter { get; set; } = TimeSpan.FromHours(24);
}
