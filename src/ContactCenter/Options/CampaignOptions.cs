using System.Text.Json.Serialization;
using ContactCenter.Routing;

namespace ContactCenter;

/// <summary>Whose wall clock the calling hours of a campaign are read by.</summary>
public enum CampaignClock
{
    /// <summary>That of the calendar.</summary>
    Center,

    /// <summary>That of the place where the customer is: the calendar's hours, in the customer's time zone.</summary>
    Customer,
}

/// <summary>An outbound campaign as it is seeded: whom its calls go to, from which number, when, how fast. What its words mean stands in <c>docs/campaigns.md</c>; the router's own rules hold for them.</summary>
public sealed class CampaignOptions
{
    /// <summary>The display name; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The queue whose agents take its calls. One that dials by itself needs a queue with <see cref="QueueOptions.AutoAccept"/>.</summary>
    public string Queue { get; set; } = "";

    /// <summary>The endpoint it calls from: its channel makes the calls, its address is what customers see, its country is that of numbers written without one.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>How it dials; <see cref="CampaignMode.Progressive"/> by default.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<CampaignMode>))]
    public CampaignMode Mode { get; set; } = CampaignMode.Progressive;

    /// <summary>The tenant's calendar that says when people may be called; whenever its queue is open when empty.</summary>
    public string Hours { get; set; } = "";

    /// <summary>Whose clock the hours are read by; the customer's by default, as most laws have it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<CampaignClock>))]
    public CampaignClock HoursOf { get; set; } = CampaignClock.Customer;

    /// <summary>The language in which people are spoken to whose list names none, such as <c>it</c>; that of the endpoint when empty.</summary>
    public string Language { get; set; } = "";

    /// <summary>The script that guides the agents who have its calls; that of the queue when empty.</summary>
    public string Script { get; set; } = "";

    /// <summary>What somebody hears who answered and for whom no agent is there, by language. Needed, at least in one, unless it previews: several countries demand who called, why, and how to object.</summary>
    public Dictionary<string, string> AbandonedTexts { get; } = [];

    /// <summary>What is left on an answering machine, by language; nothing by default: the call is ended.</summary>
    public Dictionary<string, string> MachineTexts { get; } = [];

    /// <summary>The most abandoned calls among a thousand answered by a person: 0 to 50, 30 by default.</summary>
    public int AbandonedCapPermille { get; set; } = 30;

    /// <summary>Over how many days that share is counted: 1, the default, or 30.</summary>
    public int WindowDays { get; set; } = 1;

    /// <summary>How far the campaign's days begin before those of UTC: −14 to 14 hours, whole minutes; 0 by default.</summary>
    public TimeSpan DayOffset { get; set; }

    /// <summary>How long a line rings: 15 seconds to 2 minutes, 20 seconds by default.</summary>
    public TimeSpan RingTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long after a person's answer an agent has to be there: 0 to 2 seconds, 2 seconds by default.</summary>
    public TimeSpan AnswerLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The most lines at the same time: 1 to 10,000, 100 by default.</summary>
    public int MaxLines { get; set; } = 100;

    /// <summary>How many of a thousand dialled are answered by a person, until it has learned that: 10 to 1,000, 300 by default.</summary>
    public int AssumedConnectPermille { get; set; } = 300;

    /// <summary>How often a contact is dialled at most: 1 to 20, 3 by default.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The most contacts who are not done with: 1 to 100,000, 10,000 by default.</summary>
    public int MaxContacts { get; set; } = 10_000;

    /// <summary>When a contact is dialled again after an attempt in vain.</summary>
    public CampaignRetryOptions Retries { get; set; } = new();

    /// <summary>Names the campaign.</summary>
    public CampaignOptions Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Says from where it calls, and whose agents take the calls.</summary>
    /// <param name="endpoint">The endpoint it calls from.</param>
    /// <param name="queue">The queue.</param>
    public CampaignOptions Calls(string endpoint, string queue)
    {
        Endpoint = endpoint;
        Queue = queue;
        return this;
    }

    /// <summary>Says when people may be called.</summary>
    /// <param name="calendar">A calendar of the tenant.</param>
    /// <param name="clock">Whose clock counts.</param>
    public CampaignOptions During(string calendar, CampaignClock clock = CampaignClock.Customer)
    {
        Hours = calendar;
        HoursOf = clock;
        return this;
    }

    /// <summary>Says what somebody hears for whom no agent is there, in a language.</summary>
    public CampaignOptions WhenAbandoned(string language, string text)
    {
        AbandonedTexts[language] = text;
        return this;
    }

    /// <summary>Says what is left on an answering machine, in a language.</summary>
    public CampaignOptions OnMachine(string language, string text)
    {
        MachineTexts[language] = text;
        return this;
    }
}

/// <summary>How long after an attempt in vain a contact is dialled again, by what became of it: 1 minute to 30 days, or null for never.</summary>
public sealed class CampaignRetryOptions
{
    /// <summary>After a machine answered; 4 hours by default.</summary>
    public TimeSpan? Machine { get; set; } = TimeSpan.FromHours(4);

    /// <summary>After a busy line; 10 minutes by default.</summary>
    public TimeSpan? Busy { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>After nobody answered; 2 hours by default.</summary>
    public TimeSpan? NoAnswer { get; set; } = TimeSpan.FromHours(2);

    /// <summary>After the call could not be made; 30 minutes by default.</summary>
    public TimeSpan? Failed { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After a line of which nothing was heard; 1 day by default.</summary>
    public TimeSpan? Unknown { get; set; } = TimeSpan.FromDays(1);

    /// <summary>After an abandoned call; 3 days by default.</summary>
    public TimeSpan? Abandoned { get; set; } = TimeSpan.FromDays(3);

    /// <summary>After a person hung up before an agent was there; never by default.</summary>
    public TimeSpan? HungUp { get; set; }
}
