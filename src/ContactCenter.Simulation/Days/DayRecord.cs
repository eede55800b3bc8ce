namespace ContactCenter.Simulation;

/// <summary>What a day came to, before it is counted. Contacts that never came, as the day ended before, are in stage <see cref="ContactStage.Coming"/>.</summary>
internal sealed record DayRecord(Memory<Contact> Contacts, IReadOnlyList<SimulatedAgent> Agents, StaffUsage[] Usage, double[] MeanQueueLengths);
