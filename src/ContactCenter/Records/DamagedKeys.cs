using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Records;

/// <summary>Reads for people: of a customer whose key is damaged they see the rest, and that it is so.</summary>
internal static class DamagedKeys
{
    /// <summary>The customer's addresses; null when they cannot be read.</summary>
    public static async ValueTask<IReadOnlyList<Address>?> FindAddressesAsync(this ICustomerDirectory customers, CustomerId customer, CancellationToken cancellationToken)
    {
        try
        {
            return await customers.AddressesAsync(customer, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether what a customer who has a stand-in says is sealed under its key now: the customer's own cannot be read still.</summary>
    public static async ValueTask<bool> HasStandInAsync(this IPersonalData data, CustomerId customer, CancellationToken cancellationToken)
    {
        try
        {
            return (await data.SealAsync(default, customer.Subject, "probe", "", cancellationToken).ConfigureAwait(false)).Subject != customer.Subject;
        }
        catch (SubjectErasedException)
        {
            return false;
        }
        catch (LogUnavailableException)
        {
            return true; // nothing can be noted now; that it was so stands in the log
        }
    }
}

/// <summary>Leaves out the texts that cannot be opened, and keeps that there were such.</summary>
internal sealed class ReadableTexts(IPersonalData data) : IPersonalData
{
    public bool HasDamage { get; private set; }

    public ValueTask<SealedField> SealAsync(EntryId entry, SubjectId subject, string name, string text, CancellationToken cancellationToken = default) =>
        data.SealAsync(entry, subject, name, text, cancellationToken);

    public async ValueTask<string?> RevealAsync(EntryId entry, SealedField field, CancellationToken cancellationToken = default)
    {
        try
        {
            return await data.RevealAsync(entry, field, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException)
        {
            HasDamage = true;
            return null;
        }
    }
}
