namespace ContactCenter.Testing;

/// <summary>Between how long and how long something takes; drawn anew each time.</summary>
internal readonly record struct Pace(TimeSpan Least, TimeSpan Most)
{
    public TimeSpan Draw(Random random) => Least + ((Most - Least) * random.NextDouble());
}

/// <summary>What a scripted agent does with an offer.</summary>
/// <param name="Chance">How likely it is accepted, 0 to 1; else it is declined. Null: it is let expire.</param>
/// <param name="Pace">After how long.</param>
internal sealed record OfferReply(double? Chance, Pace Pace);

/// <summary>One thing a scripted agent does in a conversation.</summary>
/// <param name="Pace">After how long.</param>
internal abstract record AgentStep(Pace Pace)
{
    /// <summary>Writes to the customer, who may have to have written before.</summary>
    internal sealed record Write(string Text, bool AwaitsCustomer, Pace Pace) : AgentStep(Pace);

    /// <summary>Writes for colleagues.</summary>
    internal sealed record Note(string Text, Pace Pace) : AgentStep(Pace);

    /// <summary>Gives the conversation to a queue.</summary>
    internal sealed record ToQueue(QueueId Queue, Pace Pace) : AgentStep(Pace);

    /// <summary>Gives the conversation to a colleague.</summary>
    internal sealed record ToAgent(AgentId Agent, Pace Pace) : AgentStep(Pace);

    /// <summary>Ends the conversation.</summary>
    internal sealed record End(Pace Pace) : AgentStep(Pace);

    /// <summary>Closes it with its outcome.</summary>
    internal sealed record Close(DispositionCode Disposition, Pace Pace) : AgentStep(Pace);
}
