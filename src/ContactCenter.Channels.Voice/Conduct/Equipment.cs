using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>What every call is conducted with.</summary>
internal sealed record Equipment
{
    public required ITelephone Telephone { get; init; }

    public required IPhones Phones { get; init; }

    /// <summary>Says beforehand what can be called outside; null where nobody knows.</summary>
    public ILineCheck? Outside { get; init; }

    public required IPrompts Prompts { get; init; }

    public required Func<IStage> Stages { get; init; }

    public required ICallDoor Door { get; init; }

    public required IInbox Inbox { get; init; }

    /// <summary>What keeps the sound; null where nothing does.</summary>
    public required ICallRecordings? Recordings { get; init; }

    public required ConductRules Rules { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    public required ConductMetrics Metrics { get; init; }

    /// <summary>Where parked calls wait.</summary>
    public required ParkingLot Parking { get; init; }

    /// <summary>What agents' telephones talk about among themselves.</summary>
    public required InternalCalls Internal { get; init; }
}

/// <summary>What does not change about a call.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Id">The call.</param>
/// <param name="Endpoint">The endpoint that was called, or calls.</param>
/// <param name="Other">The number of the other side; null where it is withheld.</param>
/// <param name="IsOutbound">Whether we called.</param>
internal sealed record CallFrame(TenantId Tenant, CallId Id, Endpoint Endpoint, Address? Other, bool IsOutbound)
{
    /// <summary>Whether a campaign called: its agents' telephones are asked to answer by themselves, since a person waits who was called.</summary>
    public bool IsScreened { get; init; }

    /// <summary>The number that agents are shown.</summary>
    public string Shown => Other?.Value ?? Endpoint.Address.Value;
}
