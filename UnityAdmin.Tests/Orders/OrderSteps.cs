using UnityAdmin.Customers;
using UnityAdmin.Orders;
using UnityAdmin.Stock;

namespace UnityAdmin.Tests.Orders;

/// <summary>What the tests of orders and reservations begin with.</summary>
internal static class OrderSteps
{
    public static readonly Actor Shopfront = Actor.Storefront("192.0.2.7");

    public static readonly ContactDetails Sorcha = new("Sorcha Walsh", "+353871234567", "sorcha@example.com");

    public static readonly ContactDetails Nobody = new(null, null, null);

    public static readonly Delivery Collected = new(DeliveryMethod.Collection);

    extension(TestShop shop)
    {
        /// <summary>Buys as the storefront does.</summary>
        public Task<Result<string>> BuyAsync(
            int product, int quantity = 1, ContactDetails? contact = null, string? session = null, IdempotentRequest? request = null) =>
            shop.Get<Checkout>().PlaceAsync(
                new NewOrder([new CartLine(product, quantity)], contact ?? Nobody, Collected, SessionId: session),
                request,
                Shopfront,
                Stop);

        /// <summary>Buys, and must succeed.</summary>
        /// <returns>The order's id.</returns>
        public async Task<int> OrderAsync(int product, int quantity = 1, ContactDetails? contact = null)
        {
            Assert.Null((await shop.BuyAsync(product, quantity, contact ?? Sorcha)).Refused);
            return await shop.ScalarAsync<int>("SELECT MAX(id) FROM orders");
        }

        public Task<Result<string>> HoldAsync(int product, int quantity = 1, ContactDetails? contact = null, string? session = null) =>
            shop.Get<Reservations>().CreateAsync(
                new NewReservation([new CartLine(product, quantity)], contact ?? Sorcha, session), null, Shopfront, Stop);

        /// <summary>Holds, and must succeed.</summary>
        /// <returns>The reservation's id.</returns>
        public async Task<int> ReservationAsync(int product, int quantity = 1, ContactDetails? contact = null, string? session = null)
        {
            Assert.Null((await shop.HoldAsync(product, quantity, contact, session)).Refused);
            return await shop.ScalarAsync<int>("SELECT MAX(id) FROM product_reservations");
        }

        /// <inheritdoc cref="ShopOracle"/>
        public Task AssertShopIsSoundAsync() => ShopOracle.AssertSoundAsync(shop.Rows, shop.Get<LedgerAudit>(), shop.Address.Provider);
    }
}
