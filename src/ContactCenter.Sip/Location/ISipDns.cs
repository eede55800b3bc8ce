using System.Net;

namespace ContactCenter.Sip.Location;

/// <summary>A NAPTR record. RFC 3403 section 4.</summary>
internal sealed record NaptrRecord(int Order, int Preference, string Flags, string Service, string Replacement);

/// <summary>An SRV record. RFC 2782.</summary>
internal sealed record SrvRecord(int Priority, int Weight, int Port, string Target);

/// <summary>What is asked of DNS. No record is an empty list; a name server that does not answer, too: the next way is tried.</summary>
internal interface ISipDns
{
    Task<IReadOnlyList<NaptrRecord>> NaptrAsync(string name, CancellationToken cancellationToken);

    Task<IReadOnlyList<SrvRecord>> SrvAsync(string name, CancellationToken cancellationToken);

    Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken cancellationToken);
}
