using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace ContactCenter.Sip.Location;

/// <summary>DNS as the machine has it; or as the name servers given have it.</summary>
internal sealed class SipDns : ISipDns
{
    private readonly LookupClient _client;
    private readonly bool _isOwn;

    /// <param name="servers">Name servers to ask; none: those of the machine, with its hosts file.</param>
    public SipDns(IReadOnlyCollection<IPEndPoint> servers)
    {
        _isOwn = servers.Count > 0;
        var options = _isOwn ? new LookupClientOptions([.. servers]) : new LookupClientOptions();
        options.Timeout = TimeSpan.FromSeconds(2);
        options.Retries = 1;
        options.ThrowDnsErrors = false;
        options.UseCache = true; // for as long as the records say
        _client = new LookupClient(options);
    }

    public async Task<IReadOnlyList<NaptrRecord>> NaptrAsync(string name, CancellationToken cancellationToken) =>
        [.. (await AnswersAsync(name, QueryType.NAPTR, cancellationToken).ConfigureAwait(false)).OfType<NAPtrRecord>()
            .Select(static r => new NaptrRecord(r.Order, r.Preference, r.Flags, r.Services, Named(r.Replacement)))];

    public async Task<IReadOnlyList<SrvRecord>> SrvAsync(string name, CancellationToken cancellationToken) =>
        [.. (await AnswersAsync(name, QueryType.SRV, cancellationToken).ConfigureAwait(false)).OfType<DnsClient.Protocol.SrvRecord>()
            .Select(static r => new SrvRecord(r.Priority, r.Weight, r.Port, Named(r.Target)))];

    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken cancellationToken)
    {
        if (_isOwn)
        {
            var v4 = await AnswersAsync(name, QueryType.A, cancellationToken).ConfigureAwait(false);
            var v6 = await AnswersAsync(name, QueryType.AAAA, cancellationToken).ConfigureAwait(false);
            return [.. v4.Concat(v6).OfType<AddressRecord>().Select(static r => r.Address)];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return [];
        }
    }

    private async Task<IEnumerable<DnsResourceRecord>> AnswersAsync(string name, QueryType type, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _client.QueryAsync(name, type, cancellationToken: cancellationToken).ConfigureAwait(false);
            return response.HasError ? [] : response.Answers;
        }
        catch (Exception e) when (e is DnsResponseException or ArgumentException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }
    }

    private static string Named(DnsString name) => name.Value.TrimEnd('.');
}
