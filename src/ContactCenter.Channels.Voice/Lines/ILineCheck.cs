using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Lines;

/// <summary>Says beforehand whether a number could be called outside. Thread-safe.</summary>
internal interface ILineCheck
{
    /// <summary>Whether a trunk would take it at this moment and the guard would let it through. Takes nothing and tells nobody.</summary>
    /// <param name="number">Whom, canonical.</param>
    CallOrderResult Check(string number);

    /// <summary>Whether a number, as it was dialled, calls for help where one of the trunks is.</summary>
    bool IsEmergency(string number);
}
