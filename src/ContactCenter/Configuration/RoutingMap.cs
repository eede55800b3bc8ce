using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Configuration;

/// <summary>What is configured, in the router's words. Ids are keys by now; everything else is for the router to judge.</summary>
internal static class RoutingMap
{
    private static readonly ServiceLevelTarget Usual = new();

    /// <summary>A queue. What is as the router has it by default is left to it, so that settings of older journals compare as the same.</summary>
    public static QueueSettings ToSettings(string id, QueueOptions options)
    {
        var target = new ServiceLevelTarget
        {
            Percent = options.ServiceLevelPercent,
            Within = options.ServiceLevelWithin,
            Formula = options.ServiceLevelFormula,
            ShortAbandon = options.ServiceLevelShortAbandon,
        };
        return new QueueSettings
        {
            Id = new QueueId(id),
            Skills = ToSkills(options.Skills),
            Preferred = ToSkills(options.Preferred),
            Teams = [.. options.Teams.Select(static t => new TeamId(t))],
            Sites = [.. options.Sites.Select(static s => new SiteId(s))],
            Rings = [.. options.Rings.Select(ToRing)],
            Strategy = options.Strategy.Length > 0 ? options.Strategy : null,
            Band = options.Band,
            OfferTimeout = options.OfferTimeout,
            OfferTo = options.OfferTo,
            AutoAccept = options.AutoAccept,
            WrapUp = options.WrapUpLimit,
            MaxLength = options.MaxWaiting,
            PriorityCredit = options.PriorityCredit,
            Calendar = options.Calendar.Length > 0 ? new CalendarId(options.Calendar) : null,
            Overflow = [.. options.Overflow.Select(ToRule)],
            Announcements = options.Announcements is { } a ? new QueueAnnouncements(a.First, a.Every) { PositionUpTo = a.PositionUpTo } : null,
            ServiceLevel = target == Usual ? null : target,
        };
    }

    public static AgentSettings ToSettings(string id, AgentOptions options) => new()
    {
        Id = new AgentId(id),
        Skills = ToSkills(options.Skills),
        Team = options.Team.Length > 0 ? new TeamId(options.Team) : null,
        Site = options.Site.Length > 0 ? new SiteId(options.Site) : null,
        Capacity = options.Capacity,
        Costs = [.. options.Costs.OrderBy(static c => c.Key, StringComparer.Ordinal).Select(static c => new ChannelCost(new ChannelKind(c.Key), c.Value.Units, c.Value.Exclusive, c.Value.Interruptible))],
    };

    /// <summary>A campaign of a right configuration.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="channel">The channel of its endpoint.</param>
    public static CampaignSettings ToSettings(string id, CampaignOptions options, ChannelKind channel) => new()
    {
        Id = new CampaignId(id),
        Queue = new QueueId(options.Queue),
        Mode = options.Mode,
        Channel = channel,
        AbandonedCapPermille = options.AbandonedCapPermille,
        WindowDays = options.WindowDays,
        DayOffset = options.DayOffset,
        RingTime = options.RingTime,
        AnswerLimit = options.AnswerLimit,
        MaxLines = options.MaxLines,
        AssumedConnectPermille = options.AssumedConnectPermille,
        MaxAttempts = options.MaxAttempts,
        MaxContacts = options.MaxContacts,
        Retries = new CampaignRetries
        {
            Machine = options.Retries.Machine,
            Busy = options.Retries.Busy,
            NoAnswer = options.Retries.NoAnswer,
            Failed = options.Retries.Failed,
            Unknown = options.Retries.Unknown,
            Abandoned = options.Retries.Abandoned,
            HungUp = options.Retries.HungUp,
        },
    };

    private static QueueRing ToRing(RingOptions ring) => new()
    {
        After = ring.After,
        LowerBy = ring.LowerBy,
        Without = [.. ring.Without.Select(static s => new SkillId(s))],
        AnyTeam = ring.AnyTeam,
        AnySite = ring.AnySite,
    };

    private static OverflowRule ToRule(OverflowOptions rule) => new(rule.When, rule.To)
    {
        After = rule.After,
        Length = rule.Length,
        Queue = rule.Queue.Length > 0 ? new QueueId(rule.Queue) : null,
    };

    private static ImmutableArray<SkillLevel> ToSkills(Dictionary<string, int> skills) =>
        [.. skills.OrderBy(static s => s.Key, StringComparer.Ordinal).Select(static s => new SkillLevel(new SkillId(s.Key), s.Value))];
}
