using ContactCenter.Calls;

namespace ContactCenter.Testing.Conformance;

/// <summary>A stack of telephony that is tried, with the far side as its author plays it. One call at a time; each case gets a subject of its own.</summary>
public abstract class TelephoneSubject : IAsyncDisposable
{
    /// <summary>Makes the telephone and starts it. What comes in goes to <paramref name="called"/>.</summary>
    public abstract Task<ITelephone> StartAsync(Func<ICall, Task> called);

    /// <summary>Somebody at the far side, on the way to whom there is one line.</summary>
    public abstract CallTarget FarSide { get; }

    /// <summary>The far side calls us.</summary>
    public abstract Task CallAsync();

    /// <summary>Waits until the far side is called; it rings.</summary>
    public abstract Task RingsAsync();

    /// <summary>The far side, which rings, answers, or is busy.</summary>
    public abstract Task AnswerAsync(bool answers);

    /// <summary>The far side hangs up, or gives up.</summary>
    public abstract Task HangUpAsync();

    /// <summary>The far side, which talks, presses a key.</summary>
    public abstract Task PressAsync(char key);

    /// <summary>Whether the call is over at the far side.</summary>
    public abstract bool HasSeenTheEnd { get; }

    /// <summary>The end of both sides.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
