namespace ContactCenter.Calls;

/// <summary>An optional power of a channel on which people talk: says beforehand why a call could not be made, for whoever wants it. Thread-safe.</summary>
public interface ICallCheck
{
    /// <summary>Whether this could be dialled at this moment. Dials nothing and takes nothing: the call itself may still come to nothing.</summary>
    /// <param name="order">The call as it would be ordered; its <see cref="CallOrder.Call"/> is not looked at.</param>
    /// <returns>Done, or a stable code described in <c>docs/errors.md</c> with a sentence for the person.</returns>
    CallOrderResult Check(CallOrder.Dial order);
}
