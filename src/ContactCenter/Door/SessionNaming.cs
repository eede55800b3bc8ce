using ContactCenter.Channels;

namespace ContactCenter.Door;

/// <summary>Names sessions.</summary>
internal static class SessionNaming
{
    /// <summary>The session of a customer at an endpoint. From the customer's random id, never from the address: a hash of a telephone number is a telephone number.</summary>
    public static SessionId IdFor(Endpoint endpoint, CustomerId customer, string thread) =>
        new(DerivedId.From("session", endpoint.Tenant.Value, endpoint.Id.Value, customer.Value.ToString("N"), thread));
}
