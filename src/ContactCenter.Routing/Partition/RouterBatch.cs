namespace ContactCenter.Routing;

/// <summary>What a partition has decided together, and who waits for it to be durable.</summary>
internal sealed class RouterBatch
{
    public List<RouterRecord> Records { get; } = [];

    public List<Envelope.Question> Questions { get; } = [];

    /// <summary>Who wants to see the state as it is then.</summary>
    public List<Envelope.Reading> Reads { get; } = [];

    /// <summary>Completes when the records are durable.</summary>
    public Task Durable { get; set; } = Task.CompletedTask;

    public IEnumerable<Envelope> Waiting => Questions.Concat<Envelope>(Reads);

    /// <summary>Tells everybody, once it is durable; then the batch is as new.</summary>
    public async ValueTask AnswerAsync(RouterState state)
    {
        await Durable.ConfigureAwait(false);
        if (Questions.Count > 0)
        {
            new Answers<Envelope.Question>([.. Questions], static question => question.Tell()).Begin();
        }

        foreach (var read in Reads)
        {
            read.Run(state);
        }

        Records.Clear();
        Questions.Clear();
        Reads.Clear();
    }
}
