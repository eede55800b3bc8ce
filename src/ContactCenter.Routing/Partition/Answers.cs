namespace ContactCenter.Routing;

/// <summary>
/// Answers the questions of a batch away from the partition's loop, which goes on deciding. What callers do next runs right here, one after the other: a turn of the pool for each would cost
/// more than what most of them do. While answers are left, one more thread of the pool is asked to help, so whoever stays long keeps nobody waiting.
/// </summary>
internal sealed class Answers(Envelope.Question[] questions) : IThreadPoolWorkItem
{
    private int _next;

    public void Begin() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    public void Execute()
    {
        if (questions.Length - Volatile.Read(ref _next) > 1)
        {
            Begin();
        }

        for (int i; (i = Interlocked.Increment(ref _next) - 1) < questions.Length;)
        {
            questions[i].Tell();
        }
    }
}
