using System.Security.Cryptography;
using ContactCenter.Channels;

namespace ContactCenter.Sqlite.Keys;

// Who is found by which address: hashed under the period of the customer's key, and sealed under that key.
internal sealed partial class KeyDatabase
{
    /// <summary>Who has the address: it is hashed under the period its customer's key is wrapped under, whichever that is.</summary>
    public StoredAddress? FindAddress(Address address)
    {
        while (true)
        {
            var periods = Periods.All;
            using (var rows = _findAddress.Query([.. Enumerable.Range(0, PeriodFile.Slots).Select(i => KeyCipher.BlindHash(periods[Math.Min(i, periods.Count - 1)], address))]))
            {
                if (rows.Read())
                {
                    return new StoredAddress(rows.GetInt64(0), new CustomerId(new Guid(rows.GetFieldValue<byte[]>(1), bigEndian: true)), rows.GetFieldValue<byte[]>(2));
                }
            }

            if (ReferenceEquals(periods, Periods.All))
            {
                return null; // else a period has begun meanwhile, and the address may stand under it already
            }
        }
    }

    public void AddAddress(CustomerId customer, byte[] subjectKey, Address address) => _addAddress.Run(
        KeyCipher.BlindHash(Periods.Current, address), customer.Value.ToByteArray(bigEndian: true), KeyCipher.Seal(subjectKey, customer, address));

    /// <summary>Seals an address again that cannot be read any more, now that its customer has named it: the customer is found by it on, and it is shown.</summary>
    public void SealAgain(StoredAddress stored, byte[] subjectKey, Address address) =>
        _sealAddress.Run(stored.Row, KeyCipher.BlindHash(Periods.Current, address), KeyCipher.Seal(subjectKey, stored.Customer, address));

    /// <summary>The address; null where it cannot be read.</summary>
    public Address? Open(StoredAddress stored) => KeysOf(stored.Customer.Subject).Select(key => TryOpen(key.Bytes, stored)).FirstOrDefault(static a => a is not null);

    /// <summary>The customer's addresses, oldest first.</summary>
    /// <exception cref="CryptographicException">One cannot be read.</exception>
    public List<Address> Addresses(CustomerId customer) => IsErased(customer.Subject) ? [] : RowsOf(customer).ConvertAll(row => Open(row) ?? throw Damaged(customer.Subject));

    /// <summary>Hashes the addresses of customers whose slots are set aside under the current period, as far as a stand-in's key opens them.</summary>
    public void HashAside()
    {
        foreach (var subject in Aside())
        {
            Hash(Periods.Current, subject, null, static _ => { });
        }
    }

    /// <summary>Hashes the addresses of a subject under the current period. <paramref name="key"/> is the subject's own; where it does not open one, or is damaged, a stand-in's may.</summary>
    private void Hash(PeriodKey current, SubjectId subject, byte[]? key, Action<SubjectId> unfound)
    {
        foreach (var stored in RowsOf(new CustomerId(subject.Value)))
        {
            if (((key is null ? null : TryOpen(key, stored)) ?? Open(stored)) is { } address)
            {
                _hashAddress.Run(stored.Row, KeyCipher.BlindHash(current, address));
            }
            else
            {
                unfound(subject);
            }
        }
    }

    private static Address? TryOpen(byte[] key, StoredAddress stored)
    {
        try
        {
            return KeyCipher.Open(key, stored.Customer, stored.Sealed);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private List<StoredAddress> RowsOf(CustomerId customer)
    {
        var found = new List<StoredAddress>();
        using var rows = _addresses.Query(customer.Value.ToByteArray(bigEndian: true));
        while (rows.Read())
        {
            found.Add(new StoredAddress(rows.GetInt64(1), customer, rows.GetFieldValue<byte[]>(0)));
        }

        return found;
    }
}
