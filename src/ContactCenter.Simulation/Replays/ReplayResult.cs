using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>A recorded day under other rules, beside the day as it was and as it is replayed with nothing changed.</summary>
/// <param name="Contacts">Each contact, in order of arrival.</param>
/// <param name="Queues">Each queue's figures.</param>
/// <param name="Total">All contacts' figures, each under its own queue's goal.</param>
/// <param name="Fidelity">The share of contacts that the replay with nothing changed repeats: the same fate, and the wait within a second. How far the difference can be trusted.</param>
/// <param name="Notes">What the replay could not repeat as it was.</param>
public sealed record ReplayResult(
    ImmutableArray<ReplayedContact> Contacts, ImmutableArray<ReplayFigures> Queues, ReplayFigures Total, double Fidelity, ImmutableArray<string> Notes);

/// <summary>One contact as it was, and under the other rules.</summary>
/// <param name="Recorded">As it was.</param>
/// <param name="Unchanged">As it is replayed with nothing changed.</param>
/// <param name="Changed">Under the other rules.</param>
public sealed record ReplayedContact(RecordedContact Recorded, ReplayedFate Unchanged, ReplayedFate Changed)
{
    /// <summary>How much longer it waits under the other rules than with nothing changed.</summary>
    public TimeSpan LongerWait => Changed.Wait - Unchanged.Wait;
}

/// <summary>What became of a replayed contact.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Wait">How long it waited.</param>
/// <param name="Agent">Who had it; null unless it was served.</param>
public readonly record struct ReplayedFate(ContactFate Fate, TimeSpan Wait, AgentId? Agent);

/// <summary>The figures of one queue, or of all.</summary>
/// <param name="Name">Which.</param>
/// <param name="Goal">What the service level is measured against.</param>
/// <param name="Recorded">As it was.</param>
/// <param name="Unchanged">As it is replayed with nothing changed.</param>
/// <param name="Changed">Under the other rules.</param>
public sealed record ReplayFigures(string Name, ServiceLevelGoal Goal, DayFigures Recorded, DayFigures Unchanged, DayFigures Changed);

/// <summary>Figures of a single day.</summary>
/// <param name="Contacts">How many came.</param>
/// <param name="Served">How many were served.</param>
/// <param name="Abandoned">How many left.</param>
/// <param name="Refused">How many were refused, or ended otherwise.</param>
/// <param name="ServiceLevel">The share served in time, by the goal's formula; not a number when nobody counts.</param>
/// <param name="SpeedOfAnswerSeconds">The mean wait of the served; not a number when nobody was.</param>
/// <param name="LongestWaitSeconds">The longest wait.</param>
public sealed record DayFigures(int Contacts, int Served, int Abandoned, int Refused, double ServiceLevel, double SpeedOfAnswerSeconds, double LongestWaitSeconds);
