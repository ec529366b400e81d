using UnityAdmin.Customers;
using UnityAdmin.Data;
using UnityAdmin.Tests.Selling;
using UnityAdmin.Tests.Stock;

namespace UnityAdmin.Tests.Customers;

/// <summary>What the tests of customers begin with.</summary>
internal static class CustomerSteps
{
    public const string Iphone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";

    public static readonly Actor Clerk = A.Aoife;
    public static readonly Actor Manager = StockSteps.Niamh;
    public static readonly Actor Admin = StockSteps.Aoife;

    extension(TestShop shop)
    {
        /// <summary>The customer these details belong to, as any area meets them.</summary>
        /// <returns>Their id.</returns>
        public async Task<int> MeetAsync(
            string? name, string? phone, string? email = null, string? handle = null, string? channel = null)
        {
            var details = new ContactDetails(name, phone, email, handle, channel);
            var by = Actor.Storefront("192.0.2.7");
            var met = await shop.Data.ChangeAsync<int>(by, "order.placed", async db =>
                (await shop.Get<CustomerBook>().MeetAsync(db, details, by, Stop)).Id, Stop);
            return met.Value;
        }

        /// <summary>A sign-in at the storefront, as the storefront writes it.</summary>
        /// <returns>Its id.</returns>
        public Task<int> SessionAsync(int customer, string device = Iphone, string from = "203.0.113.9") =>
            shop.Rows.SessionAsync(customer, shop.Clock.Now, device, from);

        public Task AccountAsync(int customer, string email) =>
            shop.ExecuteAsync($"UPDATE users SET email = '{email}', password_hash = 'hash', version = version + 1 WHERE id = {customer}");

        /// <summary>A place they had something sent to.</summary>
        /// <returns>Its id.</returns>
        public async Task<int> AddressAsync(int customer, string lines)
        {
            var kept = await shop.Data.ChangeAsync(Admin, "order.placed", async db =>
            {
                await shop.Get<CustomerBook>().RememberAddressAsync(db, customer, new Place(lines, "Dublin 8", null), Stop);
                return Result.Done;
            }, Stop);
            Assert.Null(kept.Refused);
            return await shop.ScalarAsync<int>("SELECT MAX(id) FROM addresses");
        }

        public async Task<CustomerFile> FileAsync(int customer) => (await shop.Get<CustomerFiles>().FindAsync(customer, 10, Stop))!;

        public Task<int> VersionAsync(int customer) => shop.ScalarAsync<int>($"SELECT version FROM users WHERE id = {customer}");
    }

    public static async Task<int> SessionAsync(
        this Rows rows, int customer, DateTime now, string device = Iphone, string from = "203.0.113.9")
    {
        var next = await rows.ScalarAsync<int>("SELECT COALESCE(MAX(id), 0) + 1 FROM sessions");
        string At(DateTime moment) => $"'{moment.ToString(Conventions.UtcFormat, System.Globalization.CultureInfo.InvariantCulture)}'";
        _ = await rows.ExecuteAsync(
            "INSERT INTO sessions (user_id, token_hash, ip_address, user_agent, created_at, last_seen_at, expires_at) VALUES " +
            $"({customer}, 'token{next}', '{from}', '{device}', {At(now.AddDays(-1))}, {At(now.AddHours(-next))}, {At(now.AddDays(30))})");
        return await rows.ScalarAsync<int>("SELECT MAX(id) FROM sessions");
    }
}
