using ContactCenter.Channels;

namespace ContactCenter.Testing.Conformance;

/// <summary>
/// A channel on which people talk that is tried, with its callers and the telephones of agents as the channel's author plays them. One call at a time; each case gets a subject of its
/// own.
/// </summary>
public abstract class CallSubject : IAsyncDisposable
{
    /// <summary>The class that implements <see cref="Calls.ICallControl"/>.</summary>
    public abstract Type ChannelType { get; }

    /// <summary>Makes the channel and starts it, with the bench in place of a center: its doors, its one endpoint, its agents' telephones reachable.</summary>
    /// <returns>The channel, which implements <see cref="Calls.ICallControl"/>.</returns>
    public abstract Task<IChannel> StartAsync(CallBench bench);

    /// <summary>Somebody calls <see cref="CallBench.Line"/>. Returns at once; the bench is offered the call, or the caller is turned away.</summary>
    /// <param name="from">The caller's number in E.164.</param>
    public abstract Task CallAsync(string from);

    /// <summary>Waits until the center has called somebody outside; that one answers, or is busy.</summary>
    public abstract Task CalledAsync(bool answers);

    /// <summary>The customer, who called or was called, hangs up.</summary>
    public abstract Task HangUpAsync();

    /// <summary>The customer presses keys.</summary>
    public abstract Task PressAsync(string keys);

    /// <summary>Waits until the telephone of an agent rings, and answers it.</summary>
    public abstract Task PickUpAsync(AgentId agent);

    /// <summary>An agent who has answered hangs up.</summary>
    public abstract Task PutDownAsync(AgentId agent);

    /// <summary>The end of telephones and channel.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
