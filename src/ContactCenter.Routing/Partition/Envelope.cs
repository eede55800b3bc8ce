namespace ContactCenter.Routing;

/// <summary>What lies in a partition's mailbox.</summary>
internal abstract class Envelope
{
    /// <summary>Tells whoever waits that no answer comes.</summary>
    public virtual void Fail(Exception failure)
    {
    }

    /// <summary>A person's command.</summary>
    internal sealed class Question(RouterInput input) : Envelope
    {
        public RouterInput Input { get; } = input;

        private readonly TaskCompletionSource<RouterAnswer> _answer = new();

        /// <summary>What <see cref="Tell"/> and <see cref="Fail"/> end. Who awaits it goes on where it is told.</summary>
        public Task<RouterAnswer> Answer => _answer.Task;

        /// <summary>The answer, held back until it is durable.</summary>
        public RouterAnswer? Decided { get; set; }

        public void Tell() => _answer.TrySetResult(Decided!);

        public override void Fail(Exception failure) => ThreadPool.UnsafeQueueUserWorkItem(static of => of._answer.TrySetException(of.failure), (_answer, failure), preferLocal: false);
    }

    /// <summary>A command pulled from the log.</summary>
    internal sealed class Delivery(RouterInput input) : Envelope
    {
        public RouterInput Input { get; } = input;
    }

    /// <summary>Time has passed: look at what is due.</summary>
    internal sealed class Tick : Envelope
    {
        public static readonly Tick One = new();
    }

    /// <summary>Somebody wants to see the state.</summary>
    internal abstract class Reading : Envelope
    {
        public abstract void Run(RouterState state);
    }

    /// <inheritdoc cref="Reading" />
    internal sealed class Reading<T>(Func<RouterState, T> read) : Reading
    {
        public TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(RouterState state)
        {
            try
            {
                Result.TrySetResult(read(state));
            }
            catch (Exception failure)
            {
                Result.TrySetException(failure); // the reader's own
            }
        }

        public override void Fail(Exception failure) => Result.TrySetException(failure);
    }
}
