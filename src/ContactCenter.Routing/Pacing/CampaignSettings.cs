using ContactCenter.Channels;

namespace ContactCenter.Routing;

/// <summary>How a campaign dials.</summary>
public enum CampaignMode
{
    /// <summary>The agent is offered who is next, and the line is dialled when the agent accepts.</summary>
    Preview,

    /// <summary>One line for each free agent: nobody is abandoned unless an agent leaves meanwhile.</summary>
    Progressive,

    /// <summary>More lines than free agents, as many as the learned answers suggest and the cap on abandoned calls allows.</summary>
    Predictive,
}

/// <summary>What an outbound campaign may do. Compared by value.</summary>
/// <remarks>
/// A call is abandoned when a person answered it and no agent was there within <see cref="AnswerLimit"/>. The share of abandoned calls among those answered by
/// a person is kept for each window, one window after the other, as the United States count 30 days (16 CFR 310.4(b)(4)) and the United Kingdom counts a day.
/// </remarks>
public sealed record CampaignSettings
{
    /// <summary>The campaign's id.</summary>
    public required CampaignId Id { get; init; }

    /// <summary>The queue whose agents take the calls.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>How it dials; <see cref="CampaignMode.Progressive"/> by default.</summary>
    public CampaignMode Mode { get; init; } = CampaignMode.Progressive;

    /// <summary>The most abandoned calls among a thousand answered by a person: 0 to 50, 30 by default, which is the law in several countries.</summary>
    public int AbandonedCapPermille { get; init; } = 30;

    /// <summary>The days of a window: 1, the default, or 30. Another number holds from the next window on.</summary>
    public int WindowDays { get; init; } = 1;

    /// <summary>How far the campaign's days begin before those of UTC, as its offset: −14 to 14 hours, whole minutes; 0 by default. Where clocks are put, set it anew; it holds from the next window on.</summary>
    public TimeSpan DayOffset { get; init; }

    /// <summary>How long a line rings before it counts as not answered and is given up: 15 seconds to 2 minutes, 20 seconds by default.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most lines at the same time, ringing or answered and without an agent yet: 1 to 10,000, 100 by default.</summary>
    public int MaxLines { get; init; } = 100;

    /// <summary>How many of a thousand dialled are answered by a person, until the campaign has learned it: 10 to 1,000, 300 by default.</summary>
    public int AssumedConnectPermille { get; init; } = 300;

    /// <summary>How long after a person's answer an agent has to be there: 0 to 2 seconds, 2 seconds by default.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The channel of its calls, by which they take capacity; <see cref="ChannelKind.Voice"/> by default.</summary>
    public ChannelKind Channel { get; init; } = ChannelKind.Voice;

    /// <summary>How often a contact is dialled at most: 1 to 20, 3 by default.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>When a contact is dialled again after an attempt in vain.</summary>
    public CampaignRetries Retries { get; init; } = new();

    /// <summary>The most contacts on its list at a time: 1 to 100,000, 10,000 by default.</summary>
    public int MaxContacts { get; init; } = 10_000;
}
