using System.Collections.Concurrent;
using System.IO.Compression;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Privacy;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>The privacy desks of two tenants: one customer, and commands that end as the test says. What fails, fails as the desks do.</summary>
internal sealed class FakePrivacyDesks(IDesks desks) : IPrivacyDesks
{
    public static readonly CustomerId Customer = new(new Guid("01980000-0000-7000-8000-000000000001"));

    public ConcurrentQueue<(Principal Principal, TenantId Tenant, PrivacyCommand Command, Guid Key)> Commands { get; } = [];

    public ConcurrentQueue<string> Exports { get; } = [];

    private FakeDesks Desks => (FakeDesks)desks;

    public IPrivacyDesk Open(Principal principal, TenantId tenant) =>
        Desks.Tenants.Contains(tenant) && principal.Tenants.Contains(tenant) ? new Fake(this, principal, tenant) : throw new DeskAccessException();

    private sealed class Fake(FakePrivacyDesks all, Principal principal, TenantId tenant) : IPrivacyDesk
    {
        private static readonly CustomerRecord Record = new(
            Customer, [Address.Phone("+393331112222")], 2, 0, FakeDesks.Noon, FakeDesks.Noon, null, null, [new PrivacyAct("customer.exported", FakeDesks.Noon, "person:anna", "Request 1")]);

        public Principal Principal => principal;

        public TenantId Tenant => tenant;

        public ValueTask<IReadOnlyList<CustomerRecord>> FindAsync(string about, CancellationToken cancellationToken)
        {
            Check();
            return new([Record]);
        }

        public ValueTask<CustomerRecord?> GetAsync(CustomerId customer, CancellationToken cancellationToken)
        {
            Check();
            return new(customer == Customer ? Record : null);
        }

        public ValueTask<DeskResult> DoAsync(PrivacyCommand command, Guid key, CancellationToken cancellationToken)
        {
            Check();
            all.Commands.Enqueue((principal, tenant, command, key));
            return new(all.Desks.Result());
        }

        public async ValueTask<DeskResult> ExportAsync(CustomerId customer, string reason, Stream to, CancellationToken cancellationToken)
        {
            Check();
            var result = all.Desks.Result();
            if (result.IsDone)
            {
                all.Exports.Enqueue(reason);
                using var zip = new MemoryStream();
                using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
                {
                    archive.CreateEntry("customer.json");
                }

                await to.WriteAsync(zip.ToArray(), cancellationToken);
            }

            return result;
        }

        private void Check()
        {
            if (all.Desks.Fault is { } fault)
            {
                throw fault;
            }
        }
    }
}
